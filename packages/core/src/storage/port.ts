import type { EventsByOutcome, HubEvent } from '../events/events.ts'
import type { AdministrationVerbs } from './administration/administration.ts'
import type { TenantAdministration } from './administration/tenants.ts'
import type { InteractionVerbs, SessionVerbs, ThrottleVerbs } from './interaction-verbs.ts'
import type { Client, Scope, Tenant } from './records.ts'
import type { TokenVerbs } from './token-verbs.ts'

/**
 * The storage of a hub. A verb is one protocol moment and one transaction, and answers with an outcome; it throws
 * `StorageUnavailableError` when it cannot. An answer is given only when what it tells of is durable. Every verb takes
 * `now`: no driver reads a clock.
 */
export interface HubStorage extends TenantAdministration {
  /** Reads the tenant and binds the storage to it. `slug` may be anything that a browser sends. */
  openTenant(slug: string): Promise<OpenTenantOutcome>
  /**
   * Keeps an event about somebody who is not known, such as a refused request. It joins a later commit; when more wait
   * than the driver keeps, the event is dropped and counted (`health().droppedEvents`).
   */
  recordRefusal(tenant: Tenant | null, event: HubEvent): void
  /**
   * Call it once when the database was put back to an earlier state (from a copy, or by a standby that lagged behind):
   * tokens that were spent since, and codes that were used, have come back to life in it. Ends every session, grant and
   * token of every tenant, voids codes and one-time values, and makes unfinished sign-ins begin anew, all in one
   * transaction. Doing it twice does no harm.
   */
  restore(input: {
    now: number
    /** The events to write, by tenant. */
    describe: (restored: RestoredTenant) => readonly HubEvent[]
  }): Promise<readonly RestoredTenant[]>
  health(): Promise<Health>
  /** Removes what has expired and nobody needs, at most `limit` rows of each kind. */
  purge(input: { now: number; limit: number }): Promise<{ outcome: 'done' | 'more'; removed: number }>
  /** Waits for what was begun, then lets go of the database. */
  close(): Promise<void>
}

export type OpenTenantOutcome =
  | { outcome: 'open'; storage: TenantStorage }
  | { outcome: 'suspended'; tenant: Tenant }
  | { outcome: 'unknown' }

export interface RestoredTenant {
  readonly tenant: Tenant
  /** How many were still good in the state that the database was put back to. */
  readonly ended: { readonly sessions: number; readonly grants: number; readonly codes: number }
}

export interface Health {
  /** `skewed`: the clocks of this machine and of a database that others share are so far apart that instants differ. */
  readonly status: 'ready' | 'read-only' | 'away' | 'skewed'
  /** How far this machine's clock is ahead of the database's, when they can differ and both were read. */
  readonly skewMilliseconds?: number
  readonly droppedEvents: number
}

/** A storage bound to one tenant: no verb can see another one's records. */
export interface TenantStorage extends InteractionVerbs, SessionVerbs, ThrottleVerbs, TokenVerbs, AdministrationVerbs {
  /** As it was read when the storage was opened. */
  readonly tenant: Tenant
  findClient(clientId: string): Promise<{ outcome: 'found'; client: Client } | { outcome: 'unknown' }>
  /** Those of the names that exist, as they were under the policy version of `tenant` or are now. */
  listScopesNamed(names: readonly string[]): Promise<readonly Scope[]>
  /** Whether any active client of the tenant lists the origin (compared byte for byte). */
  findAllowedOrigin(origin: string): Promise<{ outcome: 'allowed' | 'unknown' }>
}

export type { EventsByOutcome }
