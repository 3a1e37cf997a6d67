import type { ErrorProblem } from '../pages/error-problem.ts'
import { html, type Markup } from '../pages/markup.ts'

/** `title`: what is wrong, in a few words. `what`: what happened. `remedy`: what the person can do about it. */
interface ErrorText {
  title: string
  what: string
  remedy: string
}

const errors: Record<ErrorProblem, ErrorText> = {
  'unknown-tenant': {
    title: 'There is nothing at this address',
    what: 'No organisation signs people in here.',
    remedy: 'Check the address for a typing mistake, or go back to the app and start again.',
  },
  'not-found': {
    title: 'Page not found',
    what: 'There is no page at this address.',
    remedy: 'Check the address for a typing mistake, or go back to the app and start again.',
  },
  'unknown-client': {
    title: 'We do not know this app',
    what: 'The app that sent you here is not registered with this organisation, or no longer is.',
    remedy: 'You cannot solve this yourself. Please tell the people who run the app.',
  },
  'invalid-redirect-uri': {
    title: 'We stopped to keep your sign-in safe',
    what: 'The app asked us to send you on to an address that is not registered for it.',
    remedy:
      'If the link came from someone you do not know, close this page. Otherwise, please tell the people who run the app.',
  },
  'missing-redirect-uri': {
    title: 'The app did not say where to send you',
    what: 'Signing in ends with a return to the app, and its request left out the address for that.',
    remedy: 'You cannot solve this yourself. Please tell the people who run the app.',
  },
  'repeated-parameter': {
    title: 'The app sent an unclear request',
    what: 'Part of its request came more than once. We do not guess which one counts.',
    remedy: 'Go back to the app and start again. If that does not help, please tell the people who run the app.',
  },
  'malformed-request': {
    title: 'We could not read this request',
    what: 'Something in it is missing or is not written the way it should be.',
    remedy: 'Go back to the app and start again. If that does not help, please tell the people who run the app.',
  },
  'uri-too-long': {
    title: 'This link is too long',
    what: 'The address holds more than we accept.',
    remedy: 'Go back to the app and start again. If that does not help, please tell the people who run the app.',
  },
  'method-not-allowed': {
    title: 'This page does not work this way',
    what: 'The address is right, but it was opened in a way it is not meant for.',
    remedy: 'Go back to the app and start again.',
  },
  'stale-interaction': {
    title: 'This sign-in is no longer open',
    what: 'It waited too long, or it was already finished, perhaps in another tab.',
    remedy: 'Nothing is wrong with your account. Go back to the app and start again.',
  },
  'foreign-browser': {
    title: 'This sign-in began in another browser',
    what: 'To keep your account safe, a sign-in has to end in the browser it began in.',
    remedy:
      'Go back to the app in this browser and start again. If that does not help, allow cookies for this site and try once more.',
  },
  csrf: {
    title: 'We could not accept this form',
    what: 'It did not come from the page that we last showed in this browser, or that page was too old.',
    remedy: 'Go back to the app and start again. If that does not help, allow cookies for this site and try once more.',
  },
  'too-many-requests': {
    title: 'That was a little too fast',
    what: 'We received too many requests in a short time.',
    remedy: 'Please wait a moment, then try again.',
  },
  'payload-too-large': {
    title: 'That was too much to take in',
    what: 'The form holds more than we accept.',
    remedy: 'Go back, shorten what you filled in, and send it again.',
  },
  'unsupported-media-type': {
    title: 'We could not read this form',
    what: 'It was sent in a format that we do not accept.',
    remedy: 'Go back to the app and start again. If that does not help, please tell the people who run the app.',
  },
  'temporarily-unavailable': {
    title: 'Signing in does not work right now',
    what: 'We cannot reach something we need. It is not your fault, and your account is safe.',
    remedy: 'Please try again in a moment.',
  },
  'internal-error': {
    title: 'Something went wrong on our side',
    what: 'It is not your fault, and your account is safe.',
    remedy: 'Go back to the app and start again. If it happens once more, please tell the people who run the app.',
  },
  'account-cannot-continue': {
    title: 'You cannot continue with this account',
    what: 'This account is not allowed to use the app you came from.',
    remedy: 'Use another account, or ask an administrator of your organisation for access.',
  },
  'password-link-used': {
    title: 'This link has been used',
    what: 'A password was chosen with it already, and it works only once.',
    remedy:
      'If that was you, sign in with the password that you chose. If it was not, tell an administrator of your organisation.',
  },
  'password-link-expired': {
    title: 'This link is too old',
    what: 'It was good for a limited time, or a newer one was made since.',
    remedy: 'Use the newest link that you were sent, or ask an administrator of your organisation for another.',
  },
  'password-link-unknown': {
    title: 'This link does not work',
    what: 'It is not a link that we made, or a part of it is missing.',
    remedy:
      'Open it once more from where you received it, or copy the whole of it. If that does not help, ask for another.',
  },
}

/** The English texts. This object is also the type that every other language has to fill. */
export const en = {
  direction: 'ltr' as 'ltr' | 'rtl',
  productName: 'Identity Hub',
  titleOfProblem: (title: string) => `Error: ${title}`,
  fields: {
    username: 'E-mail address',
    password: 'Password',
    currentPassword: 'Current password',
    newPassword: 'New password',
    newPasswordHint: 'At least 8 characters. A few words in a row are strong and easy to remember.',
    repeatPassword: 'Repeat the new password',
  },
  problems: {
    wrongCredentials: 'This e-mail address and password do not belong together. Check both and try again.',
    throttled: (wait: string) => `There were too many attempts. Please wait ${wait} and try again.`,
    tooShort: 'The new password is too short. Use at least 8 characters.',
    tooLong: 'The new password is too long. Use a shorter one.',
    same: 'The new password is the same as the current one. Choose another.',
    mismatch: 'The two new passwords are not the same. Type them again.',
  },
  signIn: {
    title: 'Sign in',
    continueTo: (client: Markup) => html`to continue to ${client}`,
    submit: 'Sign in',
    changePassword: 'Change password',
  },
  consent: {
    title: (client: string) => `Give access to ${client}`,
    heading: (client: Markup, tenant: Markup) => html`${client} asks for access to your ${tenant} account`,
    widened: 'You gave this app access before. What is marked ‘New’ is asked for the first time.',
    signedInAs: 'Signed in as',
    otherAccount: 'Use another account',
    scopes: 'What the app asks for',
    noScopes: 'Nothing in particular. The app only learns that you have signed in.',
    fresh: 'New',
    returnsTo: 'After this you go to',
    thisDevice: 'the app on this device',
    lasts: 'Access lasts',
    upTo: (duration: string) => `up to ${duration}, also while you are away`,
    unverified:
      'We cannot check which app on this device sent you here. Continue only if you have just started this yourself.',
    allow: 'Allow',
    deny: 'Deny',
  },
  signOut: {
    title: 'Sign out',
    heading: (tenant: Markup) => html`Sign out of ${tenant}?`,
    signedInAs: 'Signed in as',
    explanation: 'This ends your session in this browser.',
    submit: 'Sign out',
    doneTitle: 'Signed out',
    doneHeading: 'You have signed out',
    account: 'See your account',
    done: (tenant: Markup) => html`Your session at ${tenant} in this browser has ended.`,
    doneElsewhere:
      'Apps that you opened may still be signed in. On a shared computer, sign out there too and close the browser.',
  },
  changePassword: {
    title: 'Change password',
    forTenant: (tenant: Markup) => html`for your ${tenant} account`,
    submit: 'Change password',
    cancel: 'Cancel',
    doneTitle: 'Password changed',
    doneHeading: 'Your password has been changed',
    done: 'Use the new password from now on. Apps and other devices may ask you to sign in again.',
    continue: 'Continue',
  },
  passwordLink: {
    title: 'Choose a password',
    forAccount: (tenant: Markup, name: Markup) => html`for the ${tenant} account of ${name}`,
    submit: 'Set password',
    doneTitle: 'Password set',
    doneHeading: 'Your password has been set',
    done: 'Sign in with it from now on. The link that you opened does not work any more.',
    signIn: 'Sign in',
  },
  account: {
    title: 'Your account',
    signIn: 'to see your account',
    signedInAs: 'Signed in as',
    changePassword: 'Change password',
    done: {
      accessEnded: 'The app no longer has access to your account.',
      sessionEnded: 'That session has ended.',
      signedOut: 'You are signed out in this browser. Sign in again to see your account.',
      signedOutEverywhere: 'You are signed out everywhere. Apps that you connected still have access.',
    },
    apps: 'Connected apps',
    aboutApps: 'These apps may use your account, also while you are away.',
    noApps:
      'No app has access to your account. When you sign in to an app, it appears here, and you can end its access.',
    moreApps: 'There are more. They appear once you have ended the access of some of these.',
    firstGranted: 'First granted',
    lastUsed: 'Last used',
    noAccessNow: 'It has no access now, but it does not have to ask you again.',
    endAccess: 'End access',
    endAccessOf: (app: string) => `End access: ${app}`,
    sessions: 'Where you are signed in',
    aboutSessions: 'Do you see one that is not yours? End it, then change your password.',
    moreSessions: 'There are older ones. Sign out everywhere to end them, too.',
    thisOne: 'This browser',
    browserOn: (browser: string, system: string) => `${browser} on ${system}`,
    unknownBrowser: 'Unknown browser',
    address: 'Address',
    unknownAddress: 'unknown',
    signedIn: 'Signed in',
    lastSeen: 'Last seen',
    justNow: 'just now',
    signOut: 'Sign out',
    endSession: 'End session',
    endSessionOf: (browser: string) => `End session: ${browser}`,
    signOutEverywhere: 'Sign out everywhere',
    aboutSignOutEverywhere: 'This ends all your sessions, this one too. Connected apps keep their access.',
  },
  error: {
    detail: 'Detail',
    otherAccount: 'Use another account',
    signIn: 'Sign in',
    requestId: 'Request ID, for the app’s support',
    retryAfter: (wait: string) => `Please wait ${wait}, then try again.`,
  },
  errors,
}
