/**
 * What a page looks at to know who is there or what may be done. A value of another tenant counts as one that nobody made.
 * - `browser`, `session`, `device`: the tenant's cookies
 * - `csrf`: the token of the form
 * - `interaction`, `password-link`: in the path; the first is good in the browser that began it only
 * - `password`: with a user name, in the form
 * - `record-id`: of a session or client, in the form; good for the person that it belongs to only
 */
export type PageCredential =
  | 'browser'
  | 'session'
  | 'device'
  | 'csrf'
  | 'interaction'
  | 'password-link'
  | 'password'
  | 'record-id'

export interface PageRoute {
  /** GET stands for HEAD, too. */
  readonly method: 'GET' | 'POST'
  /** As in an OpenAPI document. */
  readonly path: `/{tenant}/${string}`
  readonly looksAt: readonly PageCredential[]
}

/** Every page of ours, which the contract does not tell of. The router mounts these and no others. */
export const pageRoutes = {
  showSignIn: {
    method: 'GET',
    path: '/{tenant}/interaction/{interaction}/sign-in',
    looksAt: ['interaction', 'browser', 'session'],
  },
  postSignIn: {
    method: 'POST',
    path: '/{tenant}/interaction/{interaction}/sign-in',
    looksAt: ['interaction', 'browser', 'csrf', 'password', 'session', 'device'],
  },
  showConsent: {
    method: 'GET',
    path: '/{tenant}/interaction/{interaction}/consent',
    looksAt: ['interaction', 'browser', 'session'],
  },
  postConsent: {
    method: 'POST',
    path: '/{tenant}/interaction/{interaction}/consent',
    looksAt: ['interaction', 'browser', 'session', 'csrf'],
  },
  postLeave: {
    method: 'POST',
    path: '/{tenant}/interaction/{interaction}/sign-out',
    looksAt: ['interaction', 'browser', 'session', 'csrf'],
  },
  showSignOut: { method: 'GET', path: '/{tenant}/sign-out', looksAt: ['session'] },
  postSignOut: { method: 'POST', path: '/{tenant}/sign-out', looksAt: ['browser', 'session', 'csrf'] },
  showChangePassword: { method: 'GET', path: '/{tenant}/change-password', looksAt: ['session'] },
  postChangePassword: {
    method: 'POST',
    path: '/{tenant}/change-password',
    looksAt: ['browser', 'csrf', 'password', 'session', 'device'],
  },
  showAccount: { method: 'GET', path: '/{tenant}/account', looksAt: ['session'] },
  showAccountSignIn: { method: 'GET', path: '/{tenant}/account/sign-in', looksAt: [] },
  postAccountSignIn: {
    method: 'POST',
    path: '/{tenant}/account/sign-in',
    looksAt: ['browser', 'csrf', 'password', 'session', 'device'],
  },
  postEndAccess: {
    method: 'POST',
    path: '/{tenant}/account/end-access',
    looksAt: ['browser', 'session', 'csrf', 'record-id'],
  },
  postEndSession: {
    method: 'POST',
    path: '/{tenant}/account/end-session',
    looksAt: ['browser', 'session', 'csrf', 'record-id'],
  },
  postSignOutEverywhere: {
    method: 'POST',
    path: '/{tenant}/account/sign-out-everywhere',
    looksAt: ['browser', 'session', 'csrf'],
  },
  showPasswordLink: { method: 'GET', path: '/{tenant}/password/{link}', looksAt: ['password-link'] },
  postPasswordLink: {
    method: 'POST',
    path: '/{tenant}/password/{link}',
    looksAt: ['password-link', 'browser', 'csrf'],
  },
  showError: { method: 'GET', path: '/{tenant}/errors/{error}', looksAt: [] },
} as const satisfies Readonly<Record<string, PageRoute>>

export type PageName = keyof typeof pageRoutes
