import type { HubEvent } from '../../events/events.ts'
import type { Id, Role, Scope } from '../records.ts'
import type { Idempotency, Repeated } from './idempotency.ts'
import type { Page, PageRequest } from './page.ts'

export type ScopeSettings = Omit<Scope, 'name' | 'revision'>

/**
 * Rights. Every change but a creation raises the tenant's policy version, so that grants are judged anew at their next
 * use, and nobody goes on with scopes that were read before.
 */
export interface ScopeVerbs {
  /** `unknown-role`: one of `neededRoles` is not there. */
  createScope(input: {
    scope: Scope
    neededRoles?: readonly string[]
    idempotency?: Idempotency
    now: number
    events?: readonly HubEvent[]
  }): Promise<{ outcome: 'created' | 'exists' } | { outcome: 'unknown-role'; role: string } | Repeated>
  /** By name. */
  listScopes(page: PageRequest): Promise<Page<Scope>>
  /**
   * Another requirement changes rights (`StandingRights.changed`); another description or lifetime does not.
   * `unknown-role`: one of `neededRoles` is not there.
   */
  changeScope(input: {
    name: string
    changes: Partial<ScopeSettings>
    neededRoles?: readonly string[]
    /** null: whatever it is. */
    expectedRevision: number | null
    events?: readonly HubEvent[]
  }): Promise<
    | { outcome: 'changed' | 'unchanged'; scope: Scope }
    | { outcome: 'unknown-role'; role: string }
    | { outcome: 'conflict' | 'unknown' }
  >
  /** Takes it from the clients that have it, too. `last-of-client`: that client would be left without any. */
  deleteScope(input: {
    name: string
    expectedRevision: number | null
    events?: readonly HubEvent[]
  }): Promise<{ outcome: 'deleted' | 'conflict' | 'unknown' } | { outcome: 'last-of-client'; clientId: string }>
}

export interface RoleVerbs {
  createRole(input: {
    role: Pick<Role, 'name' | 'description'>
    idempotency?: Idempotency
    now: number
    events?: readonly HubEvent[]
  }): Promise<{ outcome: 'created'; role: Role } | { outcome: 'exists' } | Repeated>
  findRole(name: string): Promise<{ outcome: 'found'; role: Role } | { outcome: 'unknown' }>
  /** By name. */
  listRoles(page: PageRequest): Promise<Page<Role>>
  changeRole(input: {
    name: string
    changes: Partial<Pick<Role, 'description'>>
    expectedRevision: number | null
    events?: readonly HubEvent[]
  }): Promise<{ outcome: 'changed' | 'unchanged'; role: Role } | { outcome: 'conflict' | 'unknown' }>
  /** Takes it from the accounts that have it, too. `required`: scopes or clients ask for it. */
  deleteRole(input: {
    name: string
    expectedRevision: number | null
    events?: readonly HubEvent[]
  }): Promise<
    | { outcome: 'deleted' | 'conflict' | 'unknown' }
    | { outcome: 'required'; scopes: readonly string[]; clientIds: readonly string[] }
  >
  /** `unknown-role`: the tenant has none of that name; nothing was changed. */
  /** `endsPasswordLinks`: once the account has the role, no link from before sets its password. */
  assignRole(
    input: RoleAssignment & { readonly endsPasswordLinks?: boolean },
  ): Promise<{ outcome: 'changed' | 'unchanged' | 'unknown' | 'unknown-role' }>
  /** `keepOne`: refused as `last` when the account is the only active one that has it. */
  removeRole(
    input: RoleAssignment & { readonly keepOne?: boolean },
  ): Promise<{ outcome: 'changed' | 'unchanged' | 'last' | 'unknown' }>
  /** By role, of one account. */
  listAccountRoles(accountId: Id): Promise<readonly string[]>
}

export interface RoleAssignment {
  readonly accountId: Id
  readonly role: string
  readonly now: number
  readonly events?: readonly HubEvent[]
}
