import type { HubEvent } from '../../events/events.ts'
import type { Account, Id } from '../records.ts'
import type { Idempotency, Repeated } from './idempotency.ts'
import type { Page, PageRequest } from './page.ts'

export interface CreateAccount {
  readonly account: Pick<Account, 'id' | 'displayName' | 'userName' | 'emailAddress' | 'emailVerified'> & {
    /** Left out: none. */
    readonly claims?: Account['claims']
  }
  readonly passwordHash: string | null
  /** Roles that it starts with; they must exist. */
  readonly roles?: readonly string[]
  /** A link with which the person chooses a password. */
  readonly invitation?: NewPasswordLink
  readonly idempotency?: Idempotency
  readonly now: number
  readonly events?: readonly HubEvent[]
}

/** A one-time value with which a person sets a password. A new one ends those before it. */
export interface NewPasswordLink {
  readonly id: Id
  readonly valueHash: string
  readonly purpose: 'invitation' | 'password-reset'
  readonly expiresAt: number
}

export interface ListAccounts extends PageRequest {
  /**
   * The beginning of a display name, a user name or an e-mail address, compared as identifiers are (NFKC, lower case,
   * trimmed): first those whose name begins with it, by name, then those of whom an identifier does.
   */
  readonly search?: string
  readonly status?: Account['status']
  readonly role?: string
}

/** What happens to an account. Those that say "ends" raise its epoch, so nothing of it is revived later. */
export type AccountChange =
  /** Ends its sessions and grants; `unblock` and `restore` revive nothing. */
  | { readonly kind: 'block' | 'unblock' }
  /** The same, and it is left out of what is listed without asking for archived ones. */
  | { readonly kind: 'archive' | 'restore' }
  /**
   * Ends everything and leaves a tombstone: the id, that it was erased and when. Profile, identifiers, credentials,
   * claims, roles, consents and personal details of events are gone, and addresses of its events go by and by.
   */
  | { readonly kind: 'erase' }
  /** Members of the profile that change. Another e-mail address that is somebody else's answers `exists`. */
  | {
      readonly kind: 'update'
      readonly profile: Partial<Pick<Account, 'displayName' | 'userName' | 'emailAddress' | 'emailVerified'>>
      /** All of them, when they change as well. */
      readonly claims?: Account['claims']
    }
  /** Replaces all claims; a change of rights. */
  | { readonly kind: 'claims'; readonly claims: Account['claims'] }
  /** By an administrator; ends its sessions and grants. */
  | { readonly kind: 'reset-password'; readonly passwordHash: string }
  /** By an administrator: ends its sessions and grants, the old password works no longer, the link sets a new one. */
  | { readonly kind: 'send-password-link'; readonly link: NewPasswordLink }
  /** By the person: ends the account's other sessions and keeps grants. */
  | {
      readonly kind: 'change-password'
      readonly passwordHash: string
      /** Refused as `conflict` when the stored hash is another one by now. */
      readonly expectedPasswordHash: string
      readonly keepSessionId: Id | null
    }
  /** The same password under newer hash parameters: nothing else changes. */
  | { readonly kind: 'rehash-password'; readonly passwordHash: string; readonly expectedPasswordHash: string }

export interface AccountVerbs {
  createAccount(
    input: CreateAccount,
  ): Promise<
    | { outcome: 'created'; account: Account }
    | { outcome: 'unknown-role'; role: string }
    | { outcome: 'exists' }
    | Repeated
  >
  /** By name, then id. */
  listAccounts(input: ListAccounts): Promise<Page<Account>>
  /** `unchanged`: it was so already. An erased account is `unknown`, except to `findAccount` and `listAccounts`. */
  changeAccount(input: {
    accountId: Id
    change: AccountChange
    /** Left out or null: whatever it is. */
    expectedRevision?: number | null
    /** Refused as `last` when the account is the only active one that has this role. */
    keepOneOf?: string
    now: number
    events?: readonly HubEvent[]
  }): Promise<
    { outcome: 'changed'; account: Account } | { outcome: 'unchanged' | 'conflict' | 'exists' | 'last' | 'unknown' }
  >
  /** For the page that a password link opens. `used` and `expired` only for the right value. */
  findPasswordLink(input: {
    id: Id
    valueHash: string
    now: number
  }): Promise<
    | { outcome: 'open'; purpose: NewPasswordLink['purpose']; account: Account }
    | { outcome: 'used' | 'expired' | 'unknown' }
  >
  /** Sets the password and spends the link, once; the address that an invitation went to counts as verified. */
  usePasswordLink(input: {
    id: Id
    valueHash: string
    passwordHash: string
    now: number
    events?: readonly HubEvent[]
  }): Promise<{ outcome: 'set'; account: Account } | { outcome: 'used' | 'expired' | 'unknown' }>
}
