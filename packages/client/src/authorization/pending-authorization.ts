/**
 * What the browser's session has to remember until the person comes back. Plain JSON. Keep it on the server or sealed:
 * `codeVerifier` is a secret. Use it once, and only for the browser that began it.
 */
export interface PendingAuthorization {
  readonly state: string
  readonly codeVerifier: string
  readonly redirectUri: string
  readonly issuer: string
  /** What was asked for, if anything in particular. */
  readonly scope?: string
  /** Where your app wants to go on afterwards. The hub never sees it; check it before you redirect. */
  readonly returnTo?: string
  /** Epoch milliseconds. */
  readonly createdAt: number
}
