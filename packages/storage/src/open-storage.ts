import { isAbsolute } from 'node:path'
import type { HubStorage, StorageUnavailableError } from '@identity-hub/core'

import type { BackupOptions, BackupOutcome, CopyingOptions, RestoreInput, RestoreOutcome } from './copies.ts'

export interface OpenStorageOptions {
  /** Bring the schema up to date first; default true. Otherwise a schema that is too old is refused. */
  readonly migrate?: boolean
  /** One line for the operator, about what works but should not stay so. */
  readonly onWarning?: (message: string) => void
  /**
   * Called once, when the storage ends all service: a sync has failed, so that nothing is known of what is on the disk, or
   * the schema asks for a newer release by now. Answer what waits and end the process, without closing the storage.
   */
  readonly onFatal?: (reason: StorageUnavailableError) => void
  /** Epoch milliseconds; compared with the clock of a database that others share, and used for nothing else. */
  readonly clock?: () => number
}

/**
 * Opens the storage that a database URL names. The caller closes it.
 * @param databaseUrl `sqlite:/absolute/path`; the file and its folder are made when they are missing. Or
 * `postgres://user:password@host:port/database`, with `?sslmode=…` and whatever else `pg` understands; the database is
 * there already, and a pooler in front of it lends whole sessions
 * @throws Error with one line for the operator: another scheme, a database that cannot be opened or is not ours, a schema
 * that asks for a newer release
 */
export async function openStorage(databaseUrl: string, options: OpenStorageOptions = {}): Promise<HubStorage> {
  const { migrate = true, onWarning: warn = () => {}, onFatal, clock = Date.now } = options
  // A driver is loaded only where it is used.
  switch (schemeOf(databaseUrl)) {
    case 'sqlite': {
      const { openSqlite } = await import('./sqlite/hub-storage.ts')
      return openSqlite(sqlitePath(databaseUrl), { migrate, warn, onFatal })
    }
    case 'postgres': {
      const { openPostgres } = await import('./postgres/hub-storage.ts')
      return openPostgres(databaseUrl, { migrate, warn, onFatal, clock })
    }
  }
}

/** Brings the schema up to date, beside running hubs too. Answers the versions before and after. */
export async function migrateDatabase(databaseUrl: string): Promise<{ from: number; to: number }> {
  switch (schemeOf(databaseUrl)) {
    case 'sqlite': {
      const { migrateSqlite } = await import('./sqlite/hub-storage.ts')
      return migrateSqlite(sqlitePath(databaseUrl))
    }
    case 'postgres': {
      const { migratePostgres } = await import('./postgres/hub-storage.ts')
      return migratePostgres(databaseUrl)
    }
  }
}

/**
 * Copies a SQLite database, as it is at one moment, into one file, beside running hubs too. The copy is whole, checked and on
 * the disk before it gets its name.
 * @param target an absolute path
 * @throws Error with one line for the operator, such as a full disk; then nothing is left behind
 */
export async function backupDatabase(
  databaseUrl: string,
  target: string,
  options: BackupOptions = {},
): Promise<BackupOutcome> {
  if (schemeOf(databaseUrl) !== 'sqlite') return { outcome: 'refused', reason: 'not-sqlite' }
  const { backupSqlite } = await import('./sqlite/backup.ts')
  return backupSqlite(sqlitePath(databaseUrl), target, options)
}

/**
 * Puts a copy in the place of a SQLite database that nobody uses, with everything ended that was issued in it: see
 * `HubStorage.restore`, which does that to a database that was put back by other means.
 * @param copy an absolute path; it is only read
 * @throws Error with one line for the operator; then the database is the former one
 */
export async function restoreDatabase(
  databaseUrl: string,
  copy: string,
  input: RestoreInput,
  options: CopyingOptions = {},
): Promise<RestoreOutcome> {
  if (schemeOf(databaseUrl) !== 'sqlite') return { outcome: 'refused', reason: 'not-sqlite' }
  const { restoreSqliteCopy } = await import('./sqlite/restore-copy.ts')
  return restoreSqliteCopy(sqlitePath(databaseUrl), copy, input, options)
}

function schemeOf(databaseUrl: string): 'sqlite' | 'postgres' {
  // A URL of another scheme may hold a password: name the scheme alone.
  const scheme = /^[a-z][a-z0-9+.-]*:/i.exec(databaseUrl)?.[0] ?? 'none'
  if (scheme === 'sqlite:') return 'sqlite'
  if (scheme === 'postgres:' || scheme === 'postgresql:') return 'postgres'
  throw new Error(`a database URL begins with sqlite: or postgres:, not with ${scheme}`)
}

function sqlitePath(databaseUrl: string): string {
  const path = databaseUrl.slice('sqlite:'.length)
  if (!isAbsolute(path)) throw new Error(`a database URL names an absolute path (sqlite:/path/to/file), not ${path}`)
  return path
}
