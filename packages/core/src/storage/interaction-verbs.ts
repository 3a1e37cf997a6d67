import type { EventsByOutcome } from '../events/events.ts'
import type {
  Account,
  AccountCredentials,
  AuthorizationRequest,
  Client,
  Consent,
  Id,
  Interaction,
  Scope,
  Session,
} from './records.ts'
import type { Fence } from './token-verbs.ts'

/** The steps between an authorization request and its response. */
export interface InteractionVerbs {
  /** `too-many`: the browser has `maxOpen` unfinished interactions that have not expired. */
  beginInteraction(
    input: BeginInteraction,
  ): Promise<{ outcome: 'begun'; interaction: Interaction } | { outcome: 'too-many' }>
  /** `foreign`: another browser began it. With it come the client (also a disabled one) and its scopes' descriptions. */
  loadInteraction(input: { id: Id; browserHash: string; now: number }): Promise<LoadInteractionOutcome>
  /**
   * Starts a session, ends the browser's old one, and moves the interaction on to `consent`, all or nothing.
   * `stale`: the interaction, the account's epoch or revision (a password was changed meanwhile) or the tenant's epoch is
   * not the one that was read.
   */
  signIn(input: SignIn): Promise<SignInOutcome>
  /** The session no longer carries the interaction (signed out, other account): back to `login`. */
  returnToLogin(input: { interactionId: Id; version: number; now: number }): Promise<{ outcome: 'returned' | 'stale' }>
  /** Consent, grant and code in one transaction; also without an interaction, when no page was needed. */
  decide(input: Decide): Promise<DecideOutcome>
  /** The remembered consent of an account for a client, and the roles and requirements that a decision rests on. */
  findAuthorizationFacts(input: { accountId: Id; client: Id; scopes: readonly string[] }): Promise<AuthorizationFacts>
}

export interface BeginInteraction {
  readonly id: Id
  readonly browserHash: string
  readonly request: AuthorizationRequest
  readonly state: 'login' | 'consent'
  readonly session: { readonly id: Id; readonly accountId: Id } | null
  readonly expiresAt: number
  readonly maxOpen: number
  readonly now: number
}

export type LoadInteractionOutcome =
  | { outcome: 'open'; interaction: Interaction; client: Client }
  | { outcome: 'expired' | 'foreign' | 'unknown' }

export interface SignIn {
  /** null: a sign-in that no client asked for. */
  readonly interaction: { readonly id: Id; readonly version: number } | null
  readonly accountId: Id
  readonly accountEpoch: number
  readonly accountRevision: number
  readonly tenantEpoch: number
  readonly session: NewSession
  /** SHA-256 of the session cookie that the browser had, if any: that session ends. */
  readonly endedSessionHash: string | null
  readonly now: number
  readonly events?: EventsByOutcome<'signed-in' | 'refused' | 'stale'>
}

export interface NewSession {
  readonly id: Id
  readonly sessionHash: string
  readonly authAt: number
  readonly amr: readonly string[]
  readonly acr: string | null
  readonly idleEndsAt: number
  readonly absoluteEndsAt: number
  /** What the browser calls itself, at most 400 characters. */
  readonly userAgent: string | null
  /** The address that the person signs in from. */
  readonly source: string | null
}

export type SignInOutcome =
  | { outcome: 'signed-in'; interaction: Interaction | null }
  | { outcome: 'refused'; reason: 'account_blocked' | 'interaction_expired' | 'interaction_done' }
  | { outcome: 'stale' }

/** What a decision rests on besides the request. */
export interface AuthorizationFacts {
  readonly consent: Consent | null
  /** The account's roles and claims. */
  readonly roles: readonly string[]
  readonly claims: Account['claims']
  /** Those of the scopes asked about that exist. */
  readonly scopes: readonly Scope[]
}

export interface Decide {
  /** Conditional on its version, so that a decision that was sent twice counts once. */
  readonly interaction: { readonly id: Id; readonly version: number } | null
  /** The session that decided; it must be live. */
  readonly sessionId: Id
  /** Must equal what is stored, or the answer is `stale`. */
  readonly fence: Omit<Fence, 'grantId'>
  readonly decision:
    | { readonly kind: 'deny' }
    | {
        readonly kind: 'allow'
        /** Scopes to remember as consented, joined with those remembered; null: nothing is remembered. */
        readonly rememberScopes: readonly string[] | null
        readonly grant: {
          /** Also of its code. */
          readonly id: Id
          readonly scopes: readonly string[]
          readonly audience: readonly string[]
          readonly authAt: number
          readonly amr: readonly string[]
          readonly acr: string | null
          readonly absoluteEndsAt: number
        }
        readonly code: {
          readonly codeHash: string
          readonly redirectUri: string
          readonly redirectUriSent: boolean
          readonly codeChallenge: string | null
          readonly nonce: string | null
          readonly expiresAt: number
        }
      }
  readonly now: number
  readonly events?: EventsByOutcome<DecideOutcome['outcome']>
}

export type DecideOutcome =
  | { outcome: 'issued' | 'denied' | 'already-decided' | 'stale' }
  | { outcome: 'refused'; reason: 'account_blocked' | 'client_disabled' | 'session_ended' | 'interaction_expired' }

export interface SessionVerbs {
  /**
   * The session behind a cookie, with its account; moves the idle end to `idleEndsAt` when that is at least a minute
   * later than the stored one. `ended` also when the account was blocked or its epoch is not the session's any longer.
   */
  touchSession(input: {
    sessionHash: string
    idleEndsAt: number
    now: number
  }): Promise<{ outcome: 'live'; session: Session; account: Account } | { outcome: 'expired' | 'ended' | 'unknown' }>
  endSession(input: {
    sessionHash: string
    now: number
    events?: EventsByOutcome<'ended'>
  }): Promise<{ outcome: 'ended' | 'unknown' }>
  /** By e-mail address or user name, compared in normalised form (NFKC, lower case, trimmed). */
  findAccountByIdentifier(
    identifier: string,
  ): Promise<({ outcome: 'found' } & AccountCredentials) | { outcome: 'unknown' }>
  findAccount(accountId: Id): Promise<{ outcome: 'found'; account: Account } | { outcome: 'unknown' }>
}

export interface ThrottleKey {
  /** `account`, `device` (an account from a browser that it knows), `source`, later `client`. */
  readonly kind: string
  readonly keyHash: string
  /** Attempts in a window; the next one waits for its end. */
  readonly limit: number
  readonly windowSeconds: number
}

export type AttemptOutcome = { outcome: 'allowed' } | { outcome: 'delayed'; until: number }

export interface ThrottleVerbs {
  /** What `countAttempt` would answer; counts nothing. */
  findDelay(input: { keys: readonly ThrottleKey[]; now: number }): Promise<AttemptOutcome>
  /** Counts the attempt on every key before it is evaluated, or on none when one of them is full. Holds in parallel. */
  countAttempt(input: { keys: readonly ThrottleKey[]; now: number }): Promise<AttemptOutcome>
  /** After success: keys in `clear` start anew, keys in `giveBack` get the counted attempt back. */
  settleAttempt(input: {
    clear: readonly Pick<ThrottleKey, 'kind' | 'keyHash'>[]
    giveBack: readonly Pick<ThrottleKey, 'kind' | 'keyHash'>[]
    now: number
  }): Promise<{ outcome: 'settled' }>
}
