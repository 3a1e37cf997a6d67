/**
 * What a hub remembers. Every record belongs to one tenant. Instants (`…At`) are epoch milliseconds, durations
 * (`…Seconds`) are seconds, ids are 26 characters of time-ordered Crockford base32 (see `issued-values/id.ts`), hashes
 * (`…Hash`) are lower-case hexadecimal SHA-256.
 */

/** 26 characters, time-ordered, unique in the whole hub. */
export type Id = string

/** `pages` texts per locale; the tenant's own locale is always there. */
export type LocalizedText = Readonly<Record<string, string>>

export type GrantType = 'authorization_code' | 'refresh_token' | 'client_credentials'
export type TokenEndpointAuthMethod = 'client_secret_basic' | 'client_secret_post' | 'none'
export type ClientType = 'confidential' | 'public' | 'native'

/** One customer's hub: an issuer of its own. */
export interface Tenant {
  readonly id: Id
  /** `^[a-z0-9](-?[a-z0-9])*$`, 2 to 63 characters, immutable, never reused. */
  readonly slug: string
  readonly name: string
  /** Only when it differs from origin + `/{slug}`. */
  readonly issuer: string | null
  readonly status: 'open' | 'suspended'
  /** Raised when everything that was issued must end (suspension, a restored backup). */
  readonly epoch: number
  /** Raised by every change of roles, claims or scopes, of accounts or clients: grants are judged anew at their next use. */
  readonly policyVersion: number
  /** BCP 47 tag of the pages when the browser asks for nothing that we have. */
  readonly locale: string
  /** For clients of the hosted service: `verifyToken` takes the token in the query, too. */
  readonly accessTokenInQuery: boolean
  /** Raised by every change of what an administrator sets here. */
  readonly revision: number
  /** Whether a grant ends with any change of its account's rights or its scopes' requirements, or only with a loss. */
  readonly rightsChange: 'any' | 'removed'
  /** Events are kept so long: 1 to 3650 days. */
  readonly eventRetentionDays: number
  /** Addresses in new events lose their last part: IPv4 keeps 24 bits, IPv6 48. */
  readonly truncateAddresses: boolean
}

export interface Scope {
  readonly name: string
  readonly description: LocalizedText
  /** An account needs all of these for the scope to be granted. */
  readonly requiredRoles: readonly string[]
  /** And this claim, with any value or with this one. */
  readonly requiredClaim: RequiredClaim | null
  /** The shortest one of a token's scopes wins over the client's; null: the client's. */
  readonly accessTokenSeconds: number | null
  readonly revision: number
}

export interface RequiredClaim {
  readonly name: string
  /** null: any. */
  readonly value: string | null
}

/** What scopes and clients can require of an account. */
export interface Role {
  readonly name: string
  /** For administrators; may be empty. */
  readonly description: string
  readonly revision: number
  readonly createdAt: number
}

export interface ClientScope {
  readonly name: string
  /** `automatic` scopes are granted without being asked for. */
  readonly assignment: 'requestable' | 'automatic'
}

export interface ClientSecret {
  readonly id: Id
  /** `sha256:<hex of SHA-256 of the whole secret>`; the scheme stands in front so that others can follow. */
  readonly secretHash: string
  readonly createdAt: number
  /** From then on it is refused; null: never. */
  readonly expiresAt: number | null
}

/** RFC 6749 §2. */
export interface Client {
  readonly id: Id
  /** The identifier on the wire, unique within the tenant. */
  readonly clientId: string
  readonly name: string
  readonly type: ClientType
  readonly registeredBy: 'administrator' | 'self'
  /** Under the tenant's own control: no consent page. */
  readonly firstParty: boolean
  readonly authMethods: readonly TokenEndpointAuthMethod[]
  readonly grantTypes: readonly GrantType[]
  readonly pkce: 'required' | 'optional'
  readonly codeSeconds: number
  readonly accessTokenSeconds: number
  readonly refreshIdleSeconds: number
  readonly refreshAbsoluteSeconds: number
  /** How long a lost answer to a refresh can be fetched again; 0: never (a second use is a replay). */
  readonly retryWindowSeconds: number
  /** Origins (RFC 6454) whose scripts may read token, identity and metadata responses. */
  readonly allowedOrigins: readonly string[]
  readonly requiredRole: string | null
  readonly status: 'active' | 'disabled'
  readonly epoch: number
  readonly revision: number
  readonly redirectUris: readonly string[]
  readonly scopes: readonly ClientScope[]
  readonly secrets: readonly ClientSecret[]
  readonly createdAt: number
}

/** Our record of a resource owner. `id` is the `sub`, and is never given to anybody else. */
export interface Account {
  readonly id: Id
  readonly status: 'active' | 'blocked' | 'archived'
  /** Raised by blocking and by a password reset: ends sessions and grants for good. */
  readonly epoch: number
  readonly revision: number
  readonly displayName: string
  /** What the person types to sign in. */
  readonly userName: string
  readonly emailAddress: string | null
  readonly emailVerified: boolean
  /** What is known of the person besides, by name: scopes can require it. */
  readonly claims: Readonly<Record<string, string>>
  readonly createdAt: number
  /** All personal data is gone since then; names are empty. */
  readonly erasedAt: number | null
}

/** An account as the sign-in needs it: with its password hash, a PHC string; null: cannot sign in with a password. */
export interface AccountCredentials {
  readonly account: Account
  readonly passwordHash: string | null
}

export interface Session {
  readonly id: Id
  readonly accountId: Id
  /** When the password was last given. */
  readonly authAt: number
  /** RFC 8176 values, such as `pwd`. */
  readonly amr: readonly string[]
  readonly acr: string | null
  readonly idleEndsAt: number
  readonly absoluteEndsAt: number
}

export type Prompt = 'none' | 'login' | 'consent'

/** A checked authorization request, frozen: the pages and the code rest on this and on nothing that a browser resends. */
export interface AuthorizationRequest {
  /** The client's record id, not the `client_id`. */
  readonly client: Id
  readonly redirectUri: string
  /** Whether the request carried it: then the token request must repeat it (RFC 6749 §4.1.3). */
  readonly redirectUriSent: boolean
  /** The scopes asked for, or all of the client's when none was named. */
  readonly scopes: readonly string[]
  readonly state: string | null
  readonly codeChallenge: string | null
  readonly nonce: string | null
  readonly prompt: readonly Prompt[]
  readonly maxAgeSeconds: number | null
  readonly loginHint: string | null
  readonly uiLocales: string | null
}

/** A sign-in, then a consent, under way in one browser. */
export interface Interaction {
  readonly id: Id
  readonly request: AuthorizationRequest
  /** `login` waits for a password, `consent` for a decision, `done` has sent the browser back. */
  readonly state: 'login' | 'consent' | 'done'
  /** Raised by every step, so that a step taken twice is noticed. */
  readonly version: number
  /** The session that the consent rests on; null while in `login`. */
  readonly sessionId: Id | null
  readonly accountId: Id | null
  readonly createdAt: number
  readonly expiresAt: number
}

/** The remembered decision: one per account and client. */
export interface Consent {
  readonly scopes: readonly string[]
  readonly decidedAt: number
}

/** Confirmation of a key that a token is bound to (RFC 7800); nothing sets it yet. */
export type Confirmation = Readonly<Record<string, string>>

/** One completed authorization and the family of tokens that came from it. */
export interface Grant {
  readonly id: Id
  readonly client: Id
  readonly accountId: Id
  readonly sessionId: Id | null
  readonly scopes: readonly string[]
  readonly audience: readonly string[]
  readonly authAt: number
  readonly amr: readonly string[]
  readonly acr: string | null
  readonly cnf: Confirmation | null
  /** The epochs and the policy version that the grant rests on. */
  readonly accountEpoch: number
  readonly clientEpoch: number
  readonly tenantEpoch: number
  readonly policyVersion: number
  readonly absoluteEndsAt: number
  readonly revokedAt: number | null
  readonly revokedReason: RevocationReason | null
}

/** Why a grant was ended. */
export type RevocationReason =
  | 'code_replayed'
  | 'refresh_token_reused'
  | 'rights_changed'
  | 'consent_withdrawn'
  | 'revoked_by_client'
  | 'revoked_by_administrator'

/** It has the id of its grant: one authorization, one code. */
export interface AuthorizationCode {
  readonly id: Id
  readonly codeHash: string
  readonly redirectUri: string
  readonly redirectUriSent: boolean
  readonly codeChallenge: string | null
  readonly nonce: string | null
  /** Wrong verifiers so far; five spend an unused code. */
  readonly failures: number
  readonly expiresAt: number
  readonly usedAt: number | null
}

export interface RefreshToken {
  readonly id: Id
  readonly tokenHash: string
  readonly grantId: Id
  readonly parentId: Id | null
  readonly idleEndsAt: number
  readonly usedAt: number | null
}

/** What one token response hands out, about to be stored under one id: the kinds in their values tell the two apart. */
export interface NewTokens {
  readonly id: Id
  readonly accessToken: NewAccessToken
  /** null: the client may not refresh. */
  readonly refreshToken: NewRefreshToken | null
}

/** Of a token only its hash is stored. */
export interface NewAccessToken {
  readonly tokenHash: string
  readonly scopes: readonly string[]
  readonly audience: readonly string[]
  readonly expiresAt: number
}

export interface NewRefreshToken {
  readonly tokenHash: string
  readonly idleEndsAt: number
}
