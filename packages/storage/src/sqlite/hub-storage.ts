import type { HubStorage } from '@identity-hub/core'
import { checkpoint, checkpointWhenDue } from './checkpoint.ts'
import type { Connection } from './connection.ts'
import { identifyFile } from './database-file.ts'
import { NO_TENANT } from './events.ts'
import { createGroupCommit } from './group-commit.ts'
import { checkHealth } from './health.ts'
import { checkSchema, migrate } from './migrate.ts'
import { migrations } from './migrations/migrations.ts'
import { openDatabase } from './open-database.ts'
import { GRACE_MILLISECONDS, purgeSteps } from './purge.ts'
import { createRefusalBuffer, type RefusalBuffer } from './refusals.ts'
import { isFailedSync } from './sqlite-error.ts'
import { createTenant, findTenant, listTenants } from './tenants.ts'
import { createTenantBinder } from './tenant-binder.ts'

export interface SqliteOptions {
  readonly migrate: boolean
  readonly warn: (message: string) => void
}

export async function openSqlite(path: string, options: SqliteOptions): Promise<HubStorage> {
  const db = await openDatabase(path, options.warn)
  try {
    if (options.migrate) await migrate(db)
    else requireSchema(db)
  } catch (error) {
    db.close()
    throw error
  }
  return createHubStorage(db, options.warn)
}

export async function migrateSqlite(path: string): Promise<{ from: number; to: number }> {
  const db = await openDatabase(path, () => {})
  try {
    return await migrate(db)
  } finally {
    db.close()
  }
}

function requireSchema(db: Connection): void {
  const { version } = checkSchema(db)
  const needed = migrations.at(-1)?.version ?? 0
  if (version < needed) throw new Error(`${db.path} has schema ${version} and needs ${needed}: migrate it first`)
}

function createHubStorage(db: Connection, warn: (message: string) => void): HubStorage {
  const openedFile = identifyFile(db.path)
  const commits = createGroupCommit(db, {
    joinBatch: () => refusals.take(),
    afterCommit: () => orFail(() => checkpointWhenDue(db)),
  })
  const refusals: RefusalBuffer = createRefusalBuffer(db, () => void commits.write(() => {}).catch(() => {}))
  const bind = createTenantBinder(db, commits)

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
        if (tenant === null) return { outcome: 'unknown' }
        return tenant.status === 'open' ? { outcome: 'open', storage: bind(tenant) } : { outcome: 'suspended', tenant }
      }),
    createTenant: (input) => commits.write(() => createTenant(db, input)),
    listTenants: () => commits.read(() => listTenants(db)),
    recordRefusal: (tenant, event) => refusals.add(tenant?.id ?? NO_TENANT, event),
    health: async () => ({
      status: await checkHealth(db, commits, openedFile),
      droppedEvents: refusals.dropped(),
    }),
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
    close: async () => {
      await commits.write(() => {}).catch(() => {})
      await commits.close()
      if (commits.fatal() === null) orFail(() => checkpoint(db))
      db.close()
    },
  }
}
