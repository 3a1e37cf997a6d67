import type { HubStorage, StorageUnavailableError } from '@identity-hub/core'
import { createClientCache } from '../client-cache.ts'
import { createRefusalBuffer } from '../refusal-buffer.ts'
import { NO_TENANT } from '../rows/events.ts'
import { checkMigrated } from '../schema-version.ts'
import { createTenantBinder } from '../tenant-binder.ts'
import { changeTenant } from './change-tenant.ts'
import { checkpoint, checkpointWhenDue } from './checkpoint.ts'
import type { Connection } from './connection.ts'
import { watchFile } from './database-file.ts'
import { writeRefusals } from './events.ts'
import { createGroupCommit, type Waiting } from './group-commit.ts'
import { createHealth } from './health.ts'
import { checkSchema, migrate, OWN_VERSION } from './migrate.ts'
import { openDatabase } from './open-database.ts'
import { GRACE_MILLISECONDS, purgeSteps } from './purge.ts'
import { restore } from './restore.ts'
import { isFailedSync } from './sqlite-error.ts'
import { changeTenantStatus, createTenant, findTenant, listTenants } from './tenants.ts'
import { bindTenant } from './tenant-storage.ts'

export interface SqliteOptions {
  readonly migrate: boolean
  readonly warn: (message: string) => void
  readonly onFatal?: ((reason: StorageUnavailableError) => void) | undefined
}

export async function openSqlite(path: string, options: SqliteOptions): Promise<HubStorage> {
  const db = await openDatabase(path, options.warn)
  try {
    if (options.migrate) await migrate(db)
    else checkMigrated(path, checkSchema(db), OWN_VERSION)
  } catch (error) {
    db.close()
    throw error
  }
  return createHubStorage(db, options)
}

export async function migrateSqlite(path: string): Promise<{ from: number; to: number }> {
  const db = await openDatabase(path, () => {})
  try {
    return await migrate(db)
  } finally {
    db.close()
  }
}

function createHubStorage(db: Connection, { warn, onFatal }: SqliteOptions): HubStorage {
  const file = watchFile(db.path)
  const afterCommit = checkpointWhenDue(db)
  const commits = createGroupCommit(db, {
    obstacle: () => file.obstacle(),
    onFatal: (reason) => onFatal?.(reason),
    joinBatch: () => joinRefusals(),
    afterCommit: () => orFail(afterCommit),
  })
  const refusals = createRefusalBuffer(() => void commits.write(() => {}).catch(() => {}))
  const clients = createClientCache()
  const bind = createTenantBinder((tenant) => bindTenant(db, commits, clients, tenant))
  const health = createHealth(db, commits, file)
  let closing: Promise<void> | null = null

  function joinRefusals(): Waiting | null {
    const taken = refusals.take()
    if (taken.length === 0) return null
    return { verb: () => writeRefusals(db, taken), resolve: () => {}, reject: () => refusals.drop(taken) }
  }

  function orFail(work: () => void): void {
    try {
      work()
    } catch (error) {
      warn(`checkpoint: ${error instanceof Error ? error.message : String(error)}`)
      if (isFailedSync(error)) commits.fail(error)
    }
  }

  return {
    openTenant: (slug) =>
      commits.read(() => {
        const tenant = findTenant(db, slug)
        if (tenant === undefined) return { outcome: 'unknown' }
        if (tenant.status === 'suspended') return { outcome: 'suspended', tenant: { ...tenant } }
        return { outcome: 'open', storage: bind(tenant) }
      }, `tenant ${slug}`),
    createTenant: (input) => commits.write(() => createTenant(db, input)),
    changeTenantStatus: (input) => commits.write(() => changeTenantStatus(db, input)),
    changeTenant: (input) => commits.write(() => changeTenant(db, input)),
    listTenants: (page) => commits.read(() => listTenants(db, page)),
    recordRefusal: (tenant, event) => refusals.add(tenant?.id ?? NO_TENANT, event),
    restore: (input) => commits.write(() => restore(db, input)),
    health: async () => ({ status: await health(), droppedEvents: refusals.dropped() }),
    purge: async ({ now, limit }) => {
      let removed = 0
      let more = false
      for (const step of purgeSteps) {
        const slice = await commits.write(() => step(db, now - GRACE_MILLISECONDS, limit))
        removed += slice.removed
        more ||= slice.examined >= limit
      }
      return { outcome: more ? 'more' : 'done', removed }
    },
    close: () => (closing ??= close()),
  }

  async function close(): Promise<void> {
    // An empty verb takes waiting refusals with it.
    await commits.write(() => {}).catch(() => {})
    await commits.close()
    // Closing copies the log into the database, too, and after a failed sync neither can be trusted.
    if (commits.fatal() !== null) return
    orFail(() => checkpoint(db))
    db.close()
  }
}
