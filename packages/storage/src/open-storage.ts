import { isAbsolute } from 'node:path'
import type { HubStorage } from '@identity-hub/core'
import { migrateSqlite, openSqlite } from './sqlite/hub-storage.ts'

export interface OpenStorageOptions {
  /** Bring the schema up to date first; default true. Otherwise a schema that is too old is refused. */
  readonly migrate?: boolean
  /** One line for the operator, about what works but should not stay so. */
  readonly onWarning?: (message: string) => void
}

/**
 * Opens the storage that a database URL names. The caller closes it.
 * @param databaseUrl `sqlite:/absolute/path`; the file and its folder are made when they are missing
 * @throws Error with one line for the operator: another scheme, a file that cannot be opened or is not ours, a schema
 * that asks for a newer release
 */
export async function openStorage(databaseUrl: string, options: OpenStorageOptions = {}): Promise<HubStorage> {
  const { migrate = true, onWarning = () => {} } = options
  return openSqlite(sqlitePath(databaseUrl), { migrate, warn: onWarning })
}

/** Brings the schema up to date, beside running hubs too. Answers the versions before and after. */
export async function migrateDatabase(databaseUrl: string): Promise<{ from: number; to: number }> {
  return migrateSqlite(sqlitePath(databaseUrl))
}

const SCHEME = 'sqlite:'

function sqlitePath(databaseUrl: string): string {
  // A URL of another scheme may hold a password: name the scheme alone.
  const scheme = /^[a-z][a-z0-9+.-]*:/i.exec(databaseUrl)?.[0] ?? 'none'
  if (scheme !== SCHEME) throw new Error(`a database URL begins with sqlite:, not with ${scheme}`)
  const path = databaseUrl.slice(SCHEME.length)
  if (!isAbsolute(path)) throw new Error(`a database URL names an absolute path (sqlite:/path/to/file), not ${path}`)
  return path
}
