/** An app that a tenant knows. */
export interface Client {
  readonly clientId: string
  readonly name: string
  readonly type: 'confidential' | 'public' | 'native'
  /** Those that work now, the newest last; none: a public client. */
  readonly secrets: readonly string[]
  readonly authMethods: readonly AuthMethod[]
  readonly redirectUris: readonly string[]
  readonly scopes: readonly string[]
  readonly grantTypes: readonly string[]
  /** It never asks for consent. */
  readonly firstParty: boolean
  readonly pkceOptional: boolean
  readonly allowedOrigins: readonly string[]
  readonly lifetimes: Lifetimes
}

export type AuthMethod = 'client_secret_basic' | 'client_secret_post' | 'none'

export interface Lifetimes {
  readonly codeSeconds: number
  readonly accessTokenSeconds: number
  /** Of a refresh token that is not used. */
  readonly idleSeconds: number
  /** Of a grant, however often it is refreshed. */
  readonly absoluteSeconds: number
  /** How long a lost refresh answer can be fetched again; 0: never. */
  readonly retryWindowSeconds: number
}

/** A person at one tenant. */
export interface Account {
  readonly id: string
  readonly username: string
  readonly displayName: string
  passwordHash: string
  blocked: boolean
  readonly roles: Set<string>
  /** What was granted to which client, by client_id. */
  readonly consents: Map<string, ReadonlySet<string>>
}

export interface Session {
  /** The cookie. */
  readonly value: string
  readonly account: Account
  /** Epoch milliseconds. */
  readonly authenticatedAt: number
}

/** An authorization request that was accepted. RFC 6749 §4.1.1 */
export interface AuthorizationRequest {
  readonly redirectUri: string
  /** Whether the request named it, so that the token request has to as well. */
  readonly redirectUriWasSent: boolean
  readonly scopes: readonly string[]
  readonly state: string | undefined
  readonly challenge: string | undefined
  readonly prompts: ReadonlySet<string>
  readonly maxAgeSeconds: number | undefined
  readonly loginHint: string | undefined
}

/** A sign-in under way. */
export interface Interaction {
  readonly id: string
  /** The cookie of the browser in which it began. */
  readonly browser: string
  readonly client: Client
  readonly request: AuthorizationRequest
  /** Whose password was given for it. */
  signedInAs: Account | null
  done: boolean
}

/** One completed authorization and its family of tokens. */
export interface Grant {
  readonly id: string
  readonly client: Client
  /** null: an app token. */
  readonly account: Account | null
  readonly scopes: readonly string[]
  /** Epoch milliseconds. */
  readonly endsAt: number
  revoked: boolean
}

export interface Code {
  readonly value: string
  readonly grant: Grant
  readonly request: AuthorizationRequest
  /** Epoch milliseconds. */
  readonly expiresAt: number
  used: boolean
  wrongVerifiers: number
}

export interface AccessToken {
  readonly value: string
  readonly grant: Grant
  readonly scopes: readonly string[]
  /** Epoch milliseconds, as the next. */
  readonly issuedAt: number
  readonly expiresAt: number
}

export interface RefreshToken {
  readonly value: string
  readonly grant: Grant
  /** Epoch milliseconds. */
  readonly expiresAt: number
  /** What it was exchanged for. */
  rotation: Rotation | null
}

export interface Rotation {
  readonly at: number
  /** The `scope` parameter of the request, which a retry has to repeat. */
  readonly requestedScope: string | undefined
  readonly accessToken: AccessToken
  readonly refreshToken: RefreshToken
}
