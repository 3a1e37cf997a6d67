import type { Locale } from '../locales/texts.ts'
import { accountPage } from './account-page.ts'
import { passwordLinkPage, passwordSetPage } from './password-link-page.ts'
import { longName, previewAccount, previewScopes, type Preview } from './preview-data.ts'

const now = Date.UTC(2026, 10, 23, 14, 5)
const minute = 60_000
const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0'
const safari =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.1 Mobile/15E148 Safari/604.1'

const common = {
  tenantName: 'Acme',
  account: previewAccount,
  csrfToken: 'Zk3vT0b1n8Qy5rXw2LmPc7uJdHsAeGi4',
  moreApps: false,
  moreSessions: false,
  actions: {
    endAccess: '/acme/account/end-access',
    endSession: '/acme/account/end-session',
    signOutEverywhere: '/acme/account/sign-out-everywhere',
  },
  changePasswordHref: '/acme/change-password?from=account',
  now,
}

/** The account page, and the page of a password link. */
export function accountPreviews(locale: Locale): Preview[] {
  const scopes = previewScopes(locale)
  const apps = [
    { id: '1', name: 'Photo Printer', scopes, firstGrantedAt: now - 9_000 * minute, lastUsedAt: now - 3 * minute },
    { id: '2', name: 'Calendar', scopes: scopes.slice(0, 1), firstGrantedAt: now - 99_000 * minute, lastUsedAt: null },
  ]
  const here = {
    id: '1',
    isThisOne: true,
    userAgent: firefox,
    source: '192.0.2.7',
    signedInAt: now - 5 * minute,
    lastSeenAt: now,
  }
  const phone = { ...here, id: '2', isThisOne: false, userAgent: safari, source: '2001:db8:1:2::/64' }
  const unknown = { ...here, id: '3', isThisOne: false, userAgent: null, source: null, lastSeenAt: now - 700 * minute }
  const page = { ...common, locale, apps, sessions: [here, phone, unknown] }
  const form = {
    locale,
    tenantName: 'Acme',
    account: previewAccount,
    action: '/acme/password/pl_example',
    csrfToken: common.csrfToken,
  }
  const long = { displayName: longName, userName: longName }
  return [
    { name: 'account', html: accountPage(page) },
    { name: 'account-empty', html: accountPage({ ...page, apps: [], sessions: [here] }) },
    { name: 'account-access-ended', html: accountPage({ ...page, done: 'access-ended' }) },
    {
      name: 'account-long',
      html: accountPage({
        ...page,
        tenantName: longName,
        account: long,
        apps: apps.map((app) => ({ ...app, name: longName, scopes: [{ name: longName, description: longName }] })),
        moreApps: true,
        moreSessions: true,
      }),
    },
    { name: 'password-link', html: passwordLinkPage(form) },
    {
      name: 'password-link-no-name',
      html: passwordLinkPage({ ...form, account: { ...previewAccount, displayName: '' } }),
    },
    ...(['mismatch', { kind: 'throttled', retryAfterSeconds: 5 }] as const).map((problem) => ({
      name: `password-link-${typeof problem === 'string' ? problem : problem.kind}`,
      html: passwordLinkPage({ ...form, problem }),
    })),
    { name: 'password-link-long', html: passwordLinkPage({ ...form, tenantName: longName, account: long }) },
    {
      name: 'password-set',
      html: passwordSetPage({ locale, tenantName: 'Acme', signInHref: '/acme/account/sign-in' }),
    },
  ]
}
