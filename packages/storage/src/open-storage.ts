import { isAbsolute } from 'node:path'
import type { HubStorage } from '@identity-hub/core'

export interface OpenStorageOptions {
  /** Bring the schema up to date first; default true. Otherwise a schema that is too old is refused. */
  readonly migrate?: boolean
  /** One line for the operator, about what works but should not stay so. */
  readonly onWarning?: (message: string) => void
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
  const { migrate = true, onWarning: warn = () => {}, clock = Date.now } = options
  // A driver is loaded only where it is used.
  switch (schemeOf(databaseUrl)) {
    case 'sqlite': {
      const { openSqlite } = await import('./sqlite/hub-storage.ts')
      return openSqlite(sqlitePath(databaseUrl), { migrate, warn })
    }
    case 'postgres': {
      const { openPostgres } = await import('./postgres/hub-storage.ts')
      return openPostgres(databaseUrl, { migrate, warn, clock })
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
