import type { HubEvent } from '../../events/events.ts'
import type { Scope, Tenant } from '../records.ts'
import type { Idempotency, Repeated } from './idempotency.ts'
import type { Page, PageRequest } from './page.ts'

/** What an administrator changes of a tenant itself. */
export type TenantSettings = Pick<
  Tenant,
  'name' | 'locale' | 'accessTokenInQuery' | 'rightsChange' | 'eventRetentionDays' | 'truncateAddresses'
>

export interface CreateTenant {
  /** Settings that are left out have their defaults. */
  readonly tenant: Pick<Tenant, 'id' | 'slug' | 'name' | 'issuer' | 'locale'> & Partial<TenantSettings>
  /** Built-in scopes that the tenant starts with. */
  readonly scopes: readonly Scope[]
  /** Kept with the events of the tenant that asks, which is not the new one. */
  readonly idempotency?: Idempotency & { readonly tenantId: string }
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

export interface ChangeTenant {
  readonly slug: string
  readonly changes: Partial<TenantSettings>
  /** null: whatever it is. */
  readonly expectedRevision: number | null
  readonly events?: readonly HubEvent[]
}

/** `conflict`: it has another revision by now. `unchanged`: it was so already. */
export type ChangeTenantOutcome =
  | { outcome: 'changed' | 'unchanged'; tenant: Tenant }
  | { outcome: 'conflict' | 'unknown' }

/** What is done to tenants from outside of them: they may be suspended. */
export interface TenantAdministration {
  createTenant(input: CreateTenant): Promise<{ outcome: 'created'; tenant: Tenant } | { outcome: 'exists' } | Repeated>
  changeTenantStatus(input: ChangeTenantStatus): Promise<ChangeTenantStatusOutcome>
  changeTenant(input: ChangeTenant): Promise<ChangeTenantOutcome>
  /** By slug. */
  listTenants(page: PageRequest): Promise<Page<Tenant>>
}
