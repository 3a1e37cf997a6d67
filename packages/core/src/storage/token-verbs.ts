import type { EventsByOutcome } from '../events/events.ts'
import type {
  Account,
  AuthorizationCode,
  Grant,
  Id,
  NewAccessToken,
  NewRefreshToken,
  NewTokens,
  RefreshToken,
  RevocationReason,
  Scope,
  Tenant,
} from './records.ts'

/**
 * What the checks rested on. A conditional write repeats it: the grant is not revoked and has not reached its absolute
 * end, and the epochs and the policy version are the ones that were read. A mismatch answers `stale` (read and check
 * again) or `dead`.
 */
export interface Fence {
  readonly grantId: Id
  readonly client: Id
  readonly clientEpoch: number
  readonly accountId: Id
  readonly accountEpoch: number
  readonly tenantEpoch: number
  readonly policyVersion: number
}

/** What of a grant its tokens are judged by. */
export type StandingGrant = Omit<Grant, 'sessionId' | 'authAt' | 'amr' | 'acr' | 'cnf'>

/** A grant and the present state of everything that it rests on, read at one moment. */
export interface GrantStanding {
  readonly grant: StandingGrant
  readonly account: Pick<Account, 'id' | 'status' | 'epoch'>
  readonly client: {
    readonly status: 'active' | 'disabled'
    readonly epoch: number
    readonly requiredRole: string | null
  }
  readonly tenant: {
    readonly epoch: number
    readonly policyVersion: number
    readonly rightsChange: Tenant['rightsChange']
  }
  /** null while the policy version is the grant's own: nothing has changed since the grant was last judged. */
  readonly rights: StandingRights | null
}

/** What a grant's scopes are judged by, as it is now. */
export interface StandingRights {
  readonly roles: readonly string[]
  readonly claims: Account['claims']
  /** Those of the grant's scopes that exist. */
  readonly scopes: readonly Scope[]
  /** Names of all scopes that the client has. */
  readonly clientScopes: readonly string[]
  /** Roles or claims of the account, or requirements of the grant's scopes, changed since the grant was last judged. */
  readonly changed: boolean
}

/** Why a grant gives nothing any longer. */
export type DeadReason =
  | RevocationReason
  | 'grant_expired'
  | 'account_blocked'
  | 'account_changed'
  | 'client_disabled'
  | 'client_changed'
  | 'tenant_changed'

export interface TokenVerbs {
  /** By id alone: the caller compares the hash. */
  findCode(
    id: Id,
  ): Promise<{ outcome: 'found'; code: AuthorizationCode; standing: GrantStanding } | { outcome: 'unknown' }>
  /** By id alone, also among spent ones: the caller compares the hash. */
  findRefreshToken(
    id: Id,
  ): Promise<{ outcome: 'found'; token: RefreshToken; standing: GrantStanding } | { outcome: 'unknown' }>
  /** Counts a wrong verifier on an unused code; the fifth spends it. On a used code it changes nothing (`counted`). */
  failVerifier(input: {
    codeId: Id
    codeHash: string
    now: number
    events?: EventsByOutcome<'counted' | 'spent'>
  }): Promise<{ outcome: 'counted' | 'spent' }>
  /**
   * Marks the code used and stores the tokens. `replayed`: it was used before, and the grant is revoked now, in the same
   * transaction; call it only when client, redirect_uri and verifier were right. `spent`: too many wrong verifiers.
   */
  exchangeCode(input: ExchangeCode): Promise<ExchangeCodeOutcome>
  /**
   * Marks the token used and stores its successor and a new access token. `repeat`: a retry of the immediate predecessor
   * inside the window, with an equal request. `repeat-differs`: the same with another request; nothing happens.
   * `reused`: the grant is revoked now, in the same transaction. `unknown`: no such id and hash, nothing is written.
   */
  rotateRefreshToken(input: RotateRefreshToken): Promise<RotateRefreshTokenOutcome>
  /** An access token without a grant or an account (RFC 6749 §4.4). */
  issueClientToken(input: {
    fence: Pick<Fence, 'client' | 'clientEpoch' | 'tenantEpoch'>
    accessToken: NewAccessToken & { readonly id: Id }
    now: number
    events?: EventsByOutcome<'issued' | 'dead' | 'stale'>
  }): Promise<{ outcome: 'issued' | 'stale' } | { outcome: 'dead'; reason: DeadReason }>
  /** Facts behind an access token, by id and hash. Expiry and rights are the caller's to judge; nothing is written. */
  findAccessToken(input: { id: Id; tokenHash: string }): Promise<FindAccessTokenOutcome>
  /**
   * Ends one access token and nothing else. `unknown`: there is none of that id, hash and client, or it was revoked
   * before; nothing is written. A refresh token is revoked with its grant.
   */
  revokeAccessToken(input: {
    id: Id
    tokenHash: string
    client: Id
    now: number
    events?: EventsByOutcome<'revoked'>
  }): Promise<{ outcome: 'revoked' | 'unknown' }>
  revokeGrant(input: {
    grantId: Id
    reason: RevocationReason
    now: number
    events?: EventsByOutcome<'revoked' | 'already'>
  }): Promise<{ outcome: 'revoked' | 'already' | 'unknown' }>
  /** Forgets the decision and revokes the account's grants for the client. */
  withdrawConsent(input: {
    accountId: Id
    client: Id
    now: number
    events?: EventsByOutcome<'withdrawn' | 'none'>
  }): Promise<{ outcome: 'withdrawn'; revokedGrants: number } | { outcome: 'none' }>
}

export interface ExchangeCode {
  readonly codeHash: string
  /** The grant that it names is the code's, too. */
  readonly fence: Fence
  readonly tokens: NewTokens
  readonly now: number
  readonly events?: EventsByOutcome<ExchangeCodeOutcome['outcome']>
}

export type ExchangeCodeOutcome =
  | { outcome: 'exchanged' | 'replayed' | 'spent' | 'expired' | 'unknown' | 'stale' }
  | { outcome: 'dead'; reason: DeadReason }

export interface RotateRefreshToken {
  readonly tokenId: Id
  readonly tokenHash: string
  readonly fence: Fence
  /** The successor, and the access token that comes with it. */
  readonly tokens: NewTokens & { readonly refreshToken: NewRefreshToken }
  /** SHA-256 of what must be equal for a retry to get the same answer: scope and resource. */
  readonly requestHash: string
  /** What the caller makes the same answer of again, with the presented token; without it, it says nothing. */
  readonly retryAnswer: Uint8Array
  /** 0: strict. */
  readonly retryWindowSeconds: number
  readonly now: number
  readonly events?: EventsByOutcome<RotateRefreshTokenOutcome['outcome']>
}

export type RotateRefreshTokenOutcome =
  | { outcome: 'rotated' | 'repeat-differs' | 'reused' | 'unknown' | 'stale' }
  | { outcome: 'repeat'; retryAnswer: Uint8Array }
  | { outcome: 'expired'; end: 'idle' | 'absolute' }
  | { outcome: 'dead'; reason: DeadReason }

export type FindAccessTokenOutcome =
  | { outcome: 'unknown' }
  | {
      outcome: 'found'
      token: {
        id: Id
        scopes: readonly string[]
        audience: readonly string[]
        expiresAt: number
        client: Id
        clientId: string
      }
      /** null: an app token, from client credentials. */
      standing: (GrantStanding & { readonly account: Account }) | null
      /** Of an app token that is not dead: the names of all scopes that its client has now. */
      clientScopes: readonly string[] | null
      /** Why the token is dead by itself: it was revoked, or what an app token rests on has ended. */
      dead: DeadReason | null
    }
