import { catalogues, isLocale, textsOf, type Locale } from '../locales/texts.ts'
import { accountPreviews } from './preview-account.ts'
import { changePasswordPage, passwordChangedPage, type ChangePasswordProblem } from './change-password-page.ts'
import { consentPage } from './consent-page.ts'
import { errorPage } from './error-page.ts'
import { errorProblems } from './error-problem.ts'
import { longName, previewAccount, previewScopes, type Preview } from './preview-data.ts'
import { signInPage } from './sign-in-page.ts'
import { signedOutPage, signOutPage } from './sign-out-page.ts'

const changePasswordProblems: readonly ChangePasswordProblem[] = [
  'wrong-credentials',
  'too-short',
  'too-long',
  'same',
  'mismatch',
  { kind: 'throttled', retryAfterSeconds: 300 },
]

/** Every page in every state and language, with friendly data and with data that strains the layout. */
export function previewPages(): Preview[] {
  return Object.keys(catalogues)
    .filter((tag) => isLocale(tag))
    .flatMap((locale) =>
      [
        ...signInPreviews(locale),
        ...consentPreviews(locale),
        ...signOutPreviews(locale),
        ...changePasswordPreviews(locale),
        ...accountPreviews(locale),
        ...errorPreviews(locale),
      ].map(({ name, html }) => ({ name: `${locale}-${name}`, html })),
    )
}

const tenantName = 'Acme'
const csrfToken = 'Zk3vT0b1n8Qy5rXw2LmPc7uJdHsAeGi4'
const account = previewAccount
const longTenantName = longName
const longClientName = 'Hottentottententententoonstellingsvoorbereidingscommissievergaderplanner'
const longUserName = `${'voornaam.tussenvoegsel.achternaam'.repeat(3)}@mail.afdeling.organisatie.example`

function signInPreviews(locale: Locale): Preview[] {
  const common = { locale, tenantName, csrfToken, action: '/acme/sign-in', changePasswordHref: '/acme/change-password' }
  const clientName = 'Photo Printer'
  const username = account.userName
  return [
    { name: 'sign-in', html: signInPage({ ...common, clientName }) },
    { name: 'sign-in-hinted', html: signInPage({ ...common, clientName, username }) },
    { name: 'sign-in-no-client', html: signInPage(common) },
    {
      name: 'sign-in-wrong-credentials',
      html: signInPage({ ...common, clientName, username, problem: { kind: 'wrong-credentials' } }),
    },
    {
      name: 'sign-in-throttled',
      html: signInPage({ ...common, clientName, username, problem: { kind: 'throttled', retryAfterSeconds: 90 } }),
    },
    {
      name: 'sign-in-after-signing-out',
      html: signInPage({
        ...common,
        lead: textsOf(locale).account.signIn,
        done: textsOf(locale).account.done.signedOut,
      }),
    },
    {
      name: 'sign-in-long',
      html: signInPage({ ...common, tenantName: longTenantName, clientName: longClientName, username: longUserName }),
    },
  ]
}

function consentPreviews(locale: Locale): Preview[] {
  const scopes = previewScopes(locale)
  const client = { name: 'Photo Printer', redirectHost: 'printer.example', native: false }
  const common = {
    locale,
    tenantName,
    client,
    account,
    scopes,
    csrfToken,
    grantEndsAfterDays: 180,
    action: '/acme/consent',
    signOutAction: '/acme/sign-out',
  }
  const native = { name: 'Photo Printer', redirectHost: '127.0.0.1:53211', native: true }
  const longScope = {
    name: `urn:example:${'dossier.'.repeat(12)}read`,
    description: `${longClientName} ${longTenantName}`,
  }
  return [
    { name: 'consent', html: consentPage(common) },
    { name: 'consent-widened', html: consentPage({ ...common, newlyAsked: ['photos.read'] }) },
    { name: 'consent-no-scopes', html: consentPage({ ...common, scopes: [] }) },
    {
      name: 'consent-no-description',
      html: consentPage({ ...common, scopes: [{ name: 'photos.read', description: '' }] }),
    },
    { name: 'consent-native', html: consentPage({ ...common, client: native }) },
    { name: 'consent-native-scheme', html: consentPage({ ...common, client: { ...native, redirectHost: '' } }) },
    { name: 'consent-no-sign-out', html: consentPage({ ...common, signOutAction: undefined }) },
    {
      name: 'consent-right-to-left',
      html: consentPage({
        ...common,
        tenantName: 'مكتبة المدينة',
        client: { ...client, name: 'طابعة الصور (تجريبي)' },
        account: { displayName: 'ليلى حسن', userName: 'layla@acme.example' },
      }),
    },
    {
      name: 'consent-long',
      html: consentPage({
        ...common,
        tenantName: longTenantName,
        client: { name: longClientName, redirectHost: `${'very-long-label.'.repeat(8)}example:8443`, native: false },
        account: { displayName: longClientName, userName: longUserName },
        scopes: [...scopes, longScope],
        newlyAsked: [longScope.name],
      }),
    },
  ]
}

function signOutPreviews(locale: Locale): Preview[] {
  const common = { locale, tenantName, csrfToken, action: '/acme/sign-out' }
  return [
    { name: 'sign-out', html: signOutPage({ ...common, account, accountHref: '/acme/account' }) },
    { name: 'sign-out-no-account', html: signOutPage(common) },
    { name: 'signed-out', html: signedOutPage({ locale, tenantName }) },
  ]
}

function changePasswordPreviews(locale: Locale): Preview[] {
  const common = { locale, tenantName, csrfToken, action: '/acme/change-password' }
  const username = account.userName
  return [
    { name: 'change-password', html: changePasswordPage({ ...common, cancelHref: '/acme/sign-in' }) },
    { name: 'change-password-hinted', html: changePasswordPage({ ...common, username }) },
    ...changePasswordProblems.map((problem) => ({
      name: `change-password-${typeof problem === 'string' ? problem : problem.kind}`,
      html: changePasswordPage({ ...common, username, problem }),
    })),
    { name: 'password-changed', html: passwordChangedPage({ locale, tenantName }) },
    {
      name: 'password-changed-continue',
      html: passwordChangedPage({ locale, tenantName, continueHref: '/acme/sign-in' }),
    },
  ]
}

function errorPreviews(locale: Locale): Preview[] {
  const common = { locale, requestId: '01KQ3V9T7C-8f2b6d0e4a17' }
  return [
    ...errorProblems.map((problem) => ({
      name: `error-${problem}`,
      html: errorPage({ ...common, problem, ...(problem === 'unknown-tenant' ? {} : { tenantName }) }),
    })),
    {
      name: 'error-sign-in',
      html: errorPage({ ...common, tenantName, problem: 'password-link-used', signInHref: '/acme/account/sign-in' }),
    },
    {
      name: 'error-with-detail',
      html: errorPage({ ...common, tenantName, problem: 'repeated-parameter', detail: 'redirect_uri' }),
    },
    {
      name: 'error-with-wait',
      html: errorPage({ ...common, tenantName, problem: 'too-many-requests', retryAfterSeconds: 30 }),
    },
    {
      name: 'error-other-account',
      html: errorPage({
        ...common,
        tenantName,
        problem: 'account-cannot-continue',
        otherAccount: { action: '/acme/sign-out', csrfToken },
      }),
    },
    {
      name: 'error-long',
      html: errorPage({ ...common, tenantName: longTenantName, problem: 'foreign-browser', detail: longUserName }),
    },
  ]
}
