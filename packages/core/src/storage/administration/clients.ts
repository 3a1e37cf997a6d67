import type { HubEvent } from '../../events/events.ts'
import type { Client, ClientSecret, Id, Scope } from '../records.ts'
import type { Idempotency, Repeated } from './idempotency.ts'
import type { Page, PageRequest } from './page.ts'

/** What an administrator changes of a client. Its type, and with it how it authenticates, stays. */
export type ClientSettings = Pick<
  Client,
  | 'name'
  | 'firstParty'
  | 'grantTypes'
  | 'authMethods'
  | 'pkce'
  | 'codeSeconds'
  | 'accessTokenSeconds'
  | 'refreshIdleSeconds'
  | 'refreshAbsoluteSeconds'
  | 'retryWindowSeconds'
  | 'allowedOrigins'
  | 'requiredRole'
  | 'redirectUris'
  | 'scopes'
>

export interface ClientVerbs {
  /**
   * `missingScopes` are created with the client, all or nothing; those that another process made first are kept.
   * `unknown-scope`: another one of its scopes is not the tenant's. `unknown-role`: one of `neededRoles` is not.
   */
  createClient(input: {
    client: Omit<Client, 'epoch' | 'revision' | 'status'>
    missingScopes: readonly Scope[]
    neededRoles?: readonly string[]
    idempotency?: Idempotency
    now: number
    events?: readonly HubEvent[]
  }): Promise<
    | { outcome: 'created'; client: Client; createdScopes: readonly string[] }
    | { outcome: 'unknown-scope'; scope: string }
    | { outcome: 'unknown-role'; role: string }
    | { outcome: 'exists' }
    | Repeated
  >
  /** Those of the records that are the tenant's, also deleted ones. What a record is known by never changes. */
  nameClients(ids: readonly Id[]): Promise<readonly Pick<Client, 'id' | 'clientId' | 'name'>[]>
  /** By name, then client id. `search`: the beginning of either, compared as identifiers of people are. */
  listClients(input: PageRequest & { search?: string }): Promise<Page<Client>>
  /**
   * `update` raises the tenant's policy version when scopes or the required role change: grants are judged anew.
   * `disable` raises the client's epoch: its tokens and grants end for good, and `enable` revives none of them.
   * `delete` does the same, ends the consents for it, and nothing finds the client any longer; its id is never given
   * again. `unchanged`: it was so already. `unknown-scope`: one of the new scopes is not the tenant's. `unknown-role`: one of
   * `neededRoles` is not.
   */
  changeClient(input: {
    clientId: string
    change:
      | { readonly kind: 'update'; readonly settings: Partial<ClientSettings> }
      | { readonly kind: 'disable' | 'enable' | 'delete' }
    neededRoles?: readonly string[]
    /** null: whatever it is. */
    expectedRevision: number | null
    now: number
    events?: readonly HubEvent[]
  }): Promise<
    | { outcome: 'changed' | 'unchanged'; client: Client }
    | { outcome: 'unknown-scope'; scope: string }
    | { outcome: 'unknown-role'; role: string }
    | { outcome: 'conflict' | 'unknown' }
  >
  /** Adds a secret; the older ones end at `previousExpireAt`. Two live at most: the oldest goes at once. */
  rotateClientSecret(input: {
    clientId: string
    secret: ClientSecret
    previousExpireAt: number
    idempotency?: Idempotency
    now: number
    events?: readonly HubEvent[]
  }): Promise<{ outcome: 'changed'; client: Client } | { outcome: 'unknown' | 'no-secrets' } | Repeated>
  /** Ends one secret at once. `last`: a confidential client keeps one. */
  retireClientSecret(input: {
    clientId: string
    secretId: Id
    now: number
    events?: readonly HubEvent[]
  }): Promise<{ outcome: 'changed'; client: Client } | { outcome: 'unknown' | 'unknown-secret' | 'last' }>
}
