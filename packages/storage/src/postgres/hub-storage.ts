import type { Health, HubStorage, StorageUnavailableError } from '@identity-hub/core'
import { NO_TENANT } from '../rows/events.ts'
import { OutdatedReleaseError } from '../schema-version.ts'
import { createTenantBinder } from '../tenant-binder.ts'
import { changeTenant } from './change-tenant.ts'
import type { Connections } from './connections.ts'
import { createGate } from './gate.ts'
import { createHealth } from './health.ts'
import { createHotPath } from './hot-path.ts'
import { migrate, requireSchema } from './migrate.ts'
import { openDatabase } from './open-database.ts'
import { toUnavailable } from './postgres-error.ts'
import { GRACE_MILLISECONDS, purgeSteps } from './purge.ts'
import { createRefusalWriter } from './refusals.ts'
import { restore } from './restore.ts'
import { READ_IN_ORDER } from './session-settings.ts'
import { createSkewWatch, type SkewWatch } from './skew.ts'
import { bindTenant } from './tenant-storage.ts'
import { changeTenantStatus, createTenant, listTenants } from './tenants.ts'
import { createTransactions } from './transactions.ts'

export interface PostgresOptions {
  readonly migrate: boolean
  readonly warn: (message: string) => void
  readonly onFatal?: ((reason: StorageUnavailableError) => void) | undefined
  /** Epoch milliseconds; compared with the database's clock, and nothing else. */
  readonly clock: () => number
}

export async function openPostgres(databaseUrl: string, options: PostgresOptions): Promise<HubStorage> {
  const connections = await openDatabase(databaseUrl, options.warn)
  try {
    if (options.migrate) await migrate(connections)
    else await requireSchema(connections)
  } catch (error) {
    await connections.close()
    throw error
  }
  const skew = createSkewWatch(options.clock, options.warn)
  const storage = createHubStorage(connections, skew, options.onFatal)
  // Measures the skew, and tells it.
  await storage.health()
  return storage
}

export async function migratePostgres(databaseUrl: string): Promise<{ from: number; to: number }> {
  const connections = await openDatabase(databaseUrl, () => {})
  try {
    return await migrate(connections)
  } finally {
    await connections.close()
  }
}

function createHubStorage(connections: Connections, skew: SkewWatch, onFatal: PostgresOptions['onFatal']): HubStorage {
  const refusals = createRefusalWriter(connections)
  const transactions = createTransactions(connections, refusals)
  const checkHealth = createHealth(transactions, skew)
  const gate = createGate()
  const hotPath = createHotPath(transactions)
  const bind = createTenantBinder((tenant) => bindTenant({ gate, transactions, hotPath }, tenant))
  let closing: Promise<void> | null = null
  let isOver = false

  return {
    openTenant: async (slug) => {
      const tenant = await gate.pass(() => hotPath.findTenant(slug))
      if (tenant === null) return { outcome: 'unknown' }
      if (tenant.status === 'suspended') return { outcome: 'suspended', tenant: { ...tenant } }
      return { outcome: 'open', storage: bind(tenant) }
    },
    createTenant: (input) => gate.pass(() => transactions.write((db) => createTenant(db, input))),
    changeTenantStatus: (input) => gate.pass(() => transactions.write((db) => changeTenantStatus(db, input))),
    changeTenant: (input) => gate.pass(() => transactions.write((db) => changeTenant(db, input))),
    listTenants: (page) => gate.pass(() => transactions.read((db) => listTenants(db, page))),
    recordRefusal: (tenant, event) => refusals.add(tenant?.id ?? NO_TENANT, event),
    restore: (input) => gate.pass(() => restore(connections, input)),
    health: async () => ({ ...(await look()), droppedEvents: refusals.dropped() }),
    purge: (input) => gate.pass(() => purge(input)),
    close: () => (closing ??= close()),
  }

  async function look(): Promise<Omit<Health, 'droppedEvents'>> {
    try {
      return isOver ? { status: 'away' } : await checkHealth()
    } catch (error) {
      if (!(error instanceof OutdatedReleaseError)) throw error
      isOver = true
      const reason = toUnavailable(error)
      gate.fail(reason)
      onFatal?.(reason)
      return { status: 'away' }
    }
  }

  async function purge({ now, limit }: { now: number; limit: number }): ReturnType<HubStorage['purge']> {
    await transactions.read((db) => skew.measure(db))
    let removed = 0
    let more = false
    for (const step of purgeSteps) {
      const slice = await transactions.write(async (db) => {
        await db.execute(READ_IN_ORDER)
        return step(db, now - GRACE_MILLISECONDS, limit)
      })
      removed += slice.removed
      more ||= slice.examined >= limit
    }
    return { outcome: more ? 'more' : 'done', removed }
  }

  async function close(): Promise<void> {
    await gate.close()
    await refusals.flush()
    await connections.close()
  }
}
