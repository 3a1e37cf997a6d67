import { html } from '../pages/markup.ts'
import type { Texts } from './texts.ts'

/** The Dutch texts. */
export const nl: Texts = {
  direction: 'ltr',
  productName: 'Identity Hub',
  titleOfProblem: (title) => `Fout: ${title}`,
  fields: {
    username: 'E-mailadres',
    password: 'Wachtwoord',
    currentPassword: 'Huidig wachtwoord',
    newPassword: 'Nieuw wachtwoord',
    newPasswordHint: 'Minstens 8 tekens. Een paar woorden achter elkaar zijn sterk en makkelijk te onthouden.',
    repeatPassword: 'Herhaal het nieuwe wachtwoord',
  },
  problems: {
    wrongCredentials:
      'Dit e-mailadres en wachtwoord horen niet bij elkaar. Controleer ze allebei en probeer het opnieuw.',
    throttled: (wait) => `Er waren te veel pogingen. Wacht ${wait} en probeer het dan opnieuw.`,
    tooShort: 'Het nieuwe wachtwoord is te kort. Gebruik minstens 8 tekens.',
    tooLong: 'Het nieuwe wachtwoord is te lang. Kies een korter wachtwoord.',
    same: 'Het nieuwe wachtwoord is hetzelfde als het huidige. Kies een ander wachtwoord.',
    mismatch: 'De twee nieuwe wachtwoorden zijn niet gelijk. Typ ze opnieuw.',
  },
  signIn: {
    title: 'Inloggen',
    continueTo: (client) => html`om verder te gaan naar ${client}`,
    submit: 'Inloggen',
    changePassword: 'Wachtwoord wijzigen',
  },
  consent: {
    title: (client) => `Toegang geven aan ${client}`,
    heading: (client, tenant) => html`${client} vraagt toegang tot je account bij ${tenant}`,
    widened: 'Je gaf deze app al eerder toegang. Wat met ‘Nieuw’ is gemarkeerd, wordt nu voor het eerst gevraagd.',
    signedInAs: 'Ingelogd als',
    otherAccount: 'Ander account gebruiken',
    scopes: 'Waar de app om vraagt',
    noScopes: 'Niets in het bijzonder. De app krijgt alleen te weten dat je bent ingelogd.',
    fresh: 'Nieuw',
    returnsTo: 'Hierna ga je naar',
    thisDevice: 'de app op dit apparaat',
    lasts: 'De toegang duurt',
    upTo: (duration) => `hooguit ${duration}, ook als je er niet bij bent`,
    unverified:
      'We kunnen niet nagaan welke app op dit apparaat je hierheen stuurde. Ga alleen verder als je hier net zelf mee bent begonnen.',
    allow: 'Toestaan',
    deny: 'Weigeren',
  },
  signOut: {
    title: 'Uitloggen',
    heading: (tenant) => html`Uitloggen bij ${tenant}?`,
    signedInAs: 'Ingelogd als',
    explanation: 'Hiermee eindigt je sessie in deze browser.',
    submit: 'Uitloggen',
    doneTitle: 'Uitgelogd',
    doneHeading: 'Je bent uitgelogd',
    account: 'Je account bekijken',
    done: (tenant) => html`Je sessie bij ${tenant} in deze browser is beëindigd.`,
    doneElsewhere:
      'In apps die je hebt geopend, ben je misschien nog ingelogd. Log op een gedeelde computer ook daar uit en sluit de browser.',
  },
  changePassword: {
    title: 'Wachtwoord wijzigen',
    forTenant: (tenant) => html`van je account bij ${tenant}`,
    submit: 'Wachtwoord wijzigen',
    cancel: 'Annuleren',
    doneTitle: 'Wachtwoord gewijzigd',
    doneHeading: 'Je wachtwoord is gewijzigd',
    done: 'Gebruik vanaf nu het nieuwe wachtwoord. Apps en andere apparaten kunnen je vragen om opnieuw in te loggen.',
    continue: 'Verder',
  },
  passwordLink: {
    title: 'Kies een wachtwoord',
    forAccount: (tenant, name) => html`voor het account van ${name} bij ${tenant}`,
    submit: 'Wachtwoord instellen',
    doneTitle: 'Wachtwoord ingesteld',
    doneHeading: 'Je wachtwoord is ingesteld',
    done: 'Log voortaan hiermee in. De link die je opende, werkt niet meer.',
    signIn: 'Inloggen',
  },
  account: {
    title: 'Je account',
    signIn: 'om je account te zien',
    signedInAs: 'Ingelogd als',
    changePassword: 'Wachtwoord wijzigen',
    done: {
      accessEnded: 'De app heeft geen toegang meer tot je account.',
      sessionEnded: 'Die sessie is beëindigd.',
      signedOut: 'Je bent uitgelogd in deze browser. Log opnieuw in om je account te zien.',
      signedOutEverywhere: 'Je bent overal uitgelogd. Apps die je hebt gekoppeld, hebben nog steeds toegang.',
    },
    apps: 'Gekoppelde apps',
    aboutApps: 'Deze apps mogen je account gebruiken, ook als je er niet bij bent.',
    noApps:
      'Geen enkele app heeft toegang tot je account. Log je in bij een app, dan verschijnt die hier en kun je de toegang beëindigen.',
    moreApps: 'Er zijn er meer. Ze verschijnen zodra je de toegang van een paar van deze hebt beëindigd.',
    firstGranted: 'Sinds',
    lastUsed: 'Laatst gebruikt',
    noAccessNow: 'De app heeft nu geen toegang, maar hoeft er niet opnieuw om te vragen.',
    endAccess: 'Toegang beëindigen',
    endAccessOf: (app) => `Toegang beëindigen: ${app}`,
    sessions: 'Waar je bent ingelogd',
    aboutSessions: 'Zie je er een die niet van jou is? Beëindig die, en wijzig dan je wachtwoord.',
    moreSessions: 'Er zijn er nog meer, van langer geleden. Log overal uit om ook die te beëindigen.',
    thisOne: 'Deze browser',
    browserOn: (browser, system) => `${browser} op ${system}`,
    unknownBrowser: 'Onbekende browser',
    address: 'Adres',
    unknownAddress: 'onbekend',
    signedIn: 'Ingelogd',
    lastSeen: 'Laatst gezien',
    justNow: 'zojuist',
    signOut: 'Uitloggen',
    endSession: 'Sessie beëindigen',
    endSessionOf: (browser) => `Sessie beëindigen: ${browser}`,
    signOutEverywhere: 'Overal uitloggen',
    aboutSignOutEverywhere: 'Hiermee eindigen al je sessies, ook deze. Gekoppelde apps houden hun toegang.',
  },
  error: {
    detail: 'Detail',
    otherAccount: 'Ander account gebruiken',
    signIn: 'Inloggen',
    requestId: 'Verzoeknummer, voor de helpdesk van de app',
    retryAfter: (wait) => `Wacht ${wait} en probeer het dan opnieuw.`,
  },
  errors: {
    'unknown-tenant': {
      title: 'Op dit adres is niets te vinden',
      what: 'Er is geen organisatie waarbij je hier kunt inloggen.',
      remedy: 'Controleer het adres op typefouten, of ga terug naar de app en begin opnieuw.',
    },
    'not-found': {
      title: 'Pagina niet gevonden',
      what: 'Op dit adres staat geen pagina.',
      remedy: 'Controleer het adres op typefouten, of ga terug naar de app en begin opnieuw.',
    },
    'unknown-client': {
      title: 'We kennen deze app niet',
      what: 'De app die je hierheen stuurde, is niet of niet meer geregistreerd bij deze organisatie.',
      remedy: 'Je kunt dit niet zelf oplossen. Meld het aan de beheerder van de app.',
    },
    'invalid-redirect-uri': {
      title: 'We zijn gestopt om je te beschermen',
      what: 'De app vroeg ons je door te sturen naar een adres dat niet voor die app is geregistreerd.',
      remedy:
        'Kreeg je de link van iemand die je niet kent? Sluit dan deze pagina. Meld het anders aan de beheerder van de app.',
    },
    'missing-redirect-uri': {
      title: 'De app zei niet waar je heen moet',
      what: 'Na het inloggen ga je terug naar de app, maar in het verzoek ontbreekt het adres daarvoor.',
      remedy: 'Je kunt dit niet zelf oplossen. Meld het aan de beheerder van de app.',
    },
    'repeated-parameter': {
      title: 'De app stuurde een onduidelijk verzoek',
      what: 'Een deel van het verzoek staat er meer dan één keer in. We gokken niet welk deel telt.',
      remedy: 'Ga terug naar de app en begin opnieuw. Helpt dat niet? Meld het dan aan de beheerder van de app.',
    },
    'malformed-request': {
      title: 'We konden dit verzoek niet lezen',
      what: 'Er ontbreekt iets, of het is anders opgebouwd dan zou moeten.',
      remedy: 'Ga terug naar de app en begin opnieuw. Helpt dat niet? Meld het dan aan de beheerder van de app.',
    },
    'uri-too-long': {
      title: 'Deze link is te lang',
      what: 'Het adres bevat meer dan we accepteren.',
      remedy: 'Ga terug naar de app en begin opnieuw. Helpt dat niet? Meld het dan aan de beheerder van de app.',
    },
    'method-not-allowed': {
      title: 'Zo werkt deze pagina niet',
      what: 'Het adres klopt, maar het is geopend op een manier waarvoor het niet bedoeld is.',
      remedy: 'Ga terug naar de app en begin opnieuw.',
    },
    'stale-interaction': {
      title: 'Deze inlogpoging is niet meer geldig',
      what: 'Het duurde te lang, of het inloggen was al afgerond, misschien in een ander tabblad.',
      remedy: 'Er is niets mis met je account. Ga terug naar de app en begin opnieuw.',
    },
    'foreign-browser': {
      title: 'Je begon met inloggen in een andere browser',
      what: 'Voor de veiligheid van je account moet je het inloggen afmaken in de browser waarin je begon.',
      remedy:
        'Ga in deze browser terug naar de app en begin opnieuw. Helpt dat niet? Sta dan cookies toe voor deze site en probeer het nog eens.',
    },
    csrf: {
      title: 'We konden dit formulier niet accepteren',
      what: 'Het kwam niet van de pagina die we het laatst in deze browser toonden, of die pagina was te oud.',
      remedy:
        'Ga terug naar de app en begin opnieuw. Helpt dat niet? Sta dan cookies toe voor deze site en probeer het nog eens.',
    },
    'too-many-requests': {
      title: 'Dat ging iets te snel',
      what: 'We kregen te veel verzoeken in korte tijd.',
      remedy: 'Wacht even en probeer het dan opnieuw.',
    },
    'payload-too-large': {
      title: 'Dat was te veel ineens',
      what: 'Het formulier bevat meer dan we accepteren.',
      remedy: 'Ga terug, maak korter wat je hebt ingevuld en verstuur het opnieuw.',
    },
    'unsupported-media-type': {
      title: 'We konden dit formulier niet lezen',
      what: 'Het is verstuurd in een vorm die we niet accepteren.',
      remedy: 'Ga terug naar de app en begin opnieuw. Helpt dat niet? Meld het dan aan de beheerder van de app.',
    },
    'temporarily-unavailable': {
      title: 'Inloggen lukt nu even niet',
      what: 'We kunnen iets niet bereiken dat we nodig hebben. Het ligt niet aan jou en je account is veilig.',
      remedy: 'Probeer het over een ogenblik opnieuw.',
    },
    'internal-error': {
      title: 'Er ging bij ons iets mis',
      what: 'Het ligt niet aan jou en je account is veilig.',
      remedy: 'Ga terug naar de app en begin opnieuw. Gebeurt het weer? Meld het dan aan de beheerder van de app.',
    },
    'account-cannot-continue': {
      title: 'Met dit account kun je niet verder',
      what: 'Met dit account mag je de app waar je vandaan kwam niet gebruiken.',
      remedy: 'Gebruik een ander account, of vraag een beheerder van je organisatie om toegang.',
    },
    'password-link-used': {
      title: 'Deze link is al gebruikt',
      what: 'Er is al een wachtwoord mee gekozen, en de link werkt maar één keer.',
      remedy:
        'Heb je dat zelf gedaan? Log dan in met het wachtwoord dat je koos. Zo niet, meld het aan een beheerder van je organisatie.',
    },
    'password-link-expired': {
      title: 'Deze link is verlopen',
      what: 'Hij was een beperkte tijd geldig, of er is intussen een nieuwere gemaakt.',
      remedy: 'Gebruik de nieuwste link die je kreeg, of vraag een beheerder van je organisatie om een andere.',
    },
    'password-link-unknown': {
      title: 'Deze link werkt niet',
      what: 'Wij hebben deze link niet gemaakt, of er ontbreekt een deel van.',
      remedy:
        'Open hem nog eens vanaf de plek waar je hem kreeg, of kopieer hem helemaal. Helpt dat niet? Vraag dan om een andere.',
    },
  },
}
