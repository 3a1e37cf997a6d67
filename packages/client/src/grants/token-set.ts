/** What a client keeps of one grant: plain JSON, and all of it secret. */
export interface TokenSet {
  /** This client's own name for the grant; the hub does not know it. */
  readonly grantId: string
  /** 1 for the exchanged code, and one more with each refresh. */
  readonly version: number
  readonly accessToken: string
  /** Epoch milliseconds on this machine's clock, taken before the request was sent. */
  readonly issuedAt: number
  /** Epoch milliseconds. */
  readonly expiresAt: number
  readonly refreshToken?: string
  /** Space-delimited; it may be less than what was asked for. */
  readonly scope: string
}

/** What opens an API, and nothing that gets more of it. */
export interface AccessToken {
  readonly accessToken: string
  /** Epoch milliseconds. */
  readonly expiresAt: number
  /** Space-delimited. */
  readonly scope: string
}
