import { chmodSync, closeSync, mkdirSync, openSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { Sealer } from './sealer.ts'

/**
 * Opens the file and brings it up to date. What `COMMIT` has answered survives a crash: a refreshed token that was lost
 * could not be asked for again.
 */
export function openDatabase(
  path: string,
  sealer: Sealer,
  options: {
    /** Each runs once, in order; `user_version` counts them. */
    readonly migrations: readonly string[]
    /** The environment variable that holds the key when it is not in a file. */
    readonly keyVariable: string
  },
): DatabaseSync {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  // The log beside it gets the same mode from SQLite.
  closeSync(openSync(path, 'a', 0o600))
  chmodSync(path, 0o600)
  const database = new DatabaseSync(path, { timeout: 5_000 })
  try {
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON')
    migrate(database, options.migrations)
    checkKey(
      database,
      sealer,
      `The key does not open ${path}. Was ${options.keyVariable} changed, or the key file lost?`,
    )
    return database
  } catch (error) {
    database.close()
    throw error
  }
}

/** Runs the work in one transaction that holds the write lock from the start. */
export function transaction<Result>(database: DatabaseSync, work: () => Result): Result {
  database.exec('BEGIN IMMEDIATE')
  try {
    const result = work()
    database.exec('COMMIT')
    return result
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK')
    throw error
  }
}

function migrate(database: DatabaseSync, migrations: readonly string[]): void {
  transaction(database, () => {
    const version = Number(database.prepare('PRAGMA user_version').get()?.['user_version'])
    if (version > migrations.length) {
      throw new Error('The database was written by a newer version of this app.')
    }
    for (const migration of migrations.slice(version)) database.exec(migration)
    database.exec(`PRAGMA user_version = ${migrations.length}`)
  })
}

const label = 'key-check'

/** Tells at the start, and not at the first refresh, that the key is another one. */
function checkKey(database: DatabaseSync, sealer: Sealer, problem: string): void {
  const insert = database.prepare('INSERT INTO key_check (id, sealed) VALUES (1, ?) ON CONFLICT DO NOTHING')
  insert.run(sealer.seal(label, label))
  const sealed = database.prepare('SELECT sealed FROM key_check').get()?.['sealed']
  try {
    if (sealed instanceof Uint8Array && sealer.open(sealed, label) === label) return
  } catch {
    // The key does not open it; told below.
  }
  throw new Error(problem)
}
