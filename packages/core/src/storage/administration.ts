import type { HubEvent } from '../events/events.ts'
import type { Account, Client, ClientSecret, Id, Scope, Tenant } from './records.ts'

export interface CreateTenant {
  readonly tenant: Pick<Tenant, 'id' | 'slug' | 'name' | 'issuer' | 'locale'>
  /** Built-in scopes that the tenant starts with. */
  readonly scopes: readonly Scope[]
  readonly now: number
  readonly events?: readonly HubEvent[]
}

export interface CreateAccount {
  readonly account: Pick<Account, 'id' | 'displayName' | 'userName' | 'emailAddress' | 'emailVerified'>
  readonly passwordHash: string | null
  readonly now: number
  readonly events?: readonly HubEvent[]
}

export interface ChangeTenantStatus {
  readonly slug: string
  /** `suspend` raises the tenant's epoch: all that was issued ends for good, and `resume` revives nothing. */
  readonly change: 'suspend' | 'resume'
  readonly events?: readonly HubEvent[]
}

/** `unchanged`: it was so already. */
export type ChangeTenantStatusOutcome = { outcome: 'changed'; tenant: Tenant } | { outcome: 'unchanged' | 'unknown' }

/** What an administrator changes. Events are written only when the change happened. */
export interface AdministrationVerbs {
  changeTenant(input: {
    change: { readonly kind: 'access-token-in-query'; readonly allowed: boolean }
    now: number
    events?: readonly HubEvent[]
  }): Promise<{ outcome: 'changed'; tenant: Tenant } | { outcome: 'unchanged' }>
  /** `missingScopes` are created with the client, all or nothing; those that another process made first are kept. */
  createClient(input: {
    client: Omit<Client, 'epoch' | 'revision' | 'status'>
    missingScopes: readonly Scope[]
    now: number
    events?: readonly HubEvent[]
  }): Promise<{ outcome: 'created'; client: Client; createdScopes: readonly string[] } | { outcome: 'exists' }>
  /** By name, then client id. */
  listClients(): Promise<readonly Client[]>
  /** Adds a secret; the older ones end at `previousExpireAt`. Two live at most: the oldest goes at once. */
  rotateClientSecret(input: {
    clientId: string
    secret: ClientSecret
    previousExpireAt: number
    now: number
    events?: readonly HubEvent[]
  }): Promise<{ outcome: 'changed'; client: Client } | { outcome: 'unknown' | 'no-secrets' }>
  /** `disable` raises the client's epoch: its tokens and grants end for good, and `enable` revives none of them. */
  changeClient(input: {
    clientId: string
    change: 'disable' | 'enable'
    events?: readonly HubEvent[]
  }): Promise<{ outcome: 'changed'; client: Client } | { outcome: 'unchanged' | 'unknown' }>
  createScope(input: {
    scope: Scope
    now: number
    events?: readonly HubEvent[]
  }): Promise<{ outcome: 'created' | 'exists' }>
  /** By name. */
  listScopes(): Promise<readonly Scope[]>
  createAccount(input: CreateAccount): Promise<{ outcome: 'created'; account: Account } | { outcome: 'exists' }>
  /** By user name. */
  listAccounts(): Promise<readonly Account[]>
  /**
   * `block` and `reset-password` raise the account's epoch, which ends its sessions and grants for good.
   * `change-password` (by the person) ends the account's other sessions and keeps grants.
   * `unchanged`: it was so already.
   */
  changeAccount(input: {
    accountId: Id
    change:
      | { readonly kind: 'block' | 'unblock' }
      | { readonly kind: 'reset-password'; readonly passwordHash: string }
      | {
          readonly kind: 'change-password'
          readonly passwordHash: string
          /** Refused as `conflict` when the stored hash is another one by now. */
          readonly expectedPasswordHash: string
          readonly keepSessionId: Id | null
        }
      /** The same password under newer hash parameters: nothing else changes. */
      | { readonly kind: 'rehash-password'; readonly passwordHash: string; readonly expectedPasswordHash: string }
    now: number
    events?: readonly HubEvent[]
  }): Promise<{ outcome: 'changed'; account: Account } | { outcome: 'unchanged' | 'conflict' | 'unknown' }>
  /** Raises the tenant's policy version when something changed. Roles exist by being assigned. */
  assignRole(input: {
    accountId: Id
    role: string
    now: number
    events?: readonly HubEvent[]
  }): Promise<{ outcome: 'changed' | 'unchanged' | 'unknown' }>
  removeRole(input: {
    accountId: Id
    role: string
    now: number
    events?: readonly HubEvent[]
  }): Promise<{ outcome: 'changed' | 'unchanged' | 'unknown' }>
  /** By role, of one account. */
  listRoles(accountId: Id): Promise<readonly string[]>
  /** The tenant's newest events first; those of one request when it is named (`RequestFacts.requestId`). */
  listEvents(input: { requestId?: string; limit: number }): Promise<readonly HubEvent[]>
}
