/** What a successful token request is answered with. */
export interface IssuedTokens {
  readonly outcome: 'issued'
  readonly accessToken: string
  readonly expiresInSeconds: number
  /** null for an app token, or when the client may not refresh. */
  readonly refreshToken: string | null
  readonly scopes: readonly string[]
}
