import { chownSync, existsSync, linkSync, renameSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { pathToFileURL } from 'node:url'
import type { RestoredTenant } from '@identity-hub/core'
import type { CopyingOptions, RestoreInput, RestoreOutcome } from '../copies.ts'
import { checkReader, type SchemaVersion } from '../schema-version.ts'
import { copyDatabase } from './copy-database.ts'
import { followLinks, identifyFile, makeFolder } from './database-file.ts'
import { publish, removeDatabase, syncPath } from './durable-file.ts'
import { openSqlite } from './hub-storage.ts'
import { OWN_VERSION, READ as READ_SCHEMA } from './migrate.ts'
import { isBusy, isDamaged, isMisunderstood } from './sqlite-error.ts'

/**
 * Puts a copy in the place of the database. What was issued is ended in a copy of the copy, and only then does that take the
 * place, in one step: whenever the machine stops, the database is the former one, or one in which nothing revived works.
 */
export async function restoreSqliteCopy(
  databasePath: string,
  copy: string,
  input: RestoreInput,
  options: CopyingOptions,
): Promise<RestoreOutcome> {
  const path = followLinks(databasePath)
  if (statSync(copy, { throwIfNoEntry: false })?.isFile() !== true) return { outcome: 'refused', reason: 'no-copy' }
  if (identifyFile(copy) === identifyFile(path)) return { outcome: 'refused', reason: 'is-the-database' }
  using source = openCopy(copy)
  const schema = readSchema(source)
  if (schema === null) return { outcome: 'refused', reason: 'not-ours' }
  checkReader(copy, schema, OWN_VERSION)

  makeFolder(dirname(path))
  using held = hold(path)
  if (held.reason !== null) return { outcome: 'refused', reason: held.reason }
  const prepared = await copyDatabase(source, path, options)
  try {
    takeOwner(prepared, path)
    const tenants = await endAll(prepared, input)
    if (existsSync(`${prepared}-wal`)) throw new Error(`${prepared} has kept its log`)
    const formerDatabase = putAside(path, input.now)
    publish(prepared, path, { replace: true })
    return { outcome: 'restored', tenants, formerDatabase }
  } catch (error) {
    removeDatabase(prepared)
    throw error
  }
}

function openCopy(copy: string): DatabaseSync {
  const url = pathToFileURL(copy)
  // Without a log beside it nobody is writing to it, and nothing has to be written beside it to read it.
  if (!existsSync(`${copy}-wal`) && !existsSync(`${copy}-journal`)) url.searchParams.set('immutable', '1')
  return new DatabaseSync(url, { readOnly: true })
}

/** Null: it is no database of a hub. */
function readSchema(copy: DatabaseSync): SchemaVersion | null {
  try {
    // The table has these columns in every release.
    return (copy.prepare(READ_SCHEMA).get() as SchemaVersion | undefined) ?? null
  } catch (error) {
    if (isDamaged(error) || isMisunderstood(error)) return null
    throw error
  }
}

/** As root it would belong to somebody whom the hub is not. */
function takeOwner(prepared: string, path: string): void {
  const { uid, gid } = statSync(existsSync(path) ? path : dirname(path))
  if (process.getuid?.() === 0) chownSync(prepared, uid, gid)
}

interface Held extends Disposable {
  /** Why it is not held; null: it is. */
  readonly reason: 'in-use' | 'unreadable' | null
}

/**
 * Keeps everybody out of the database until it is disposed of. A connection in WAL mode holds a lock as long as it is open,
 * and only the last one can leave that mode; this also brings everything from the log into the file.
 * https://www.sqlite.org/wal.html#activating_and_configuring_wal_mode
 */
function hold(path: string): Held {
  const db = existsSync(path) ? new DatabaseSync(path, { timeout: 0 }) : null
  const held = (reason: Held['reason']): Held => ({ reason, [Symbol.dispose]: () => db?.close() })
  try {
    db?.exec('PRAGMA journal_mode = DELETE; BEGIN EXCLUSIVE')
    const mode = db?.prepare('PRAGMA journal_mode').get()?.['journal_mode'] ?? 'delete'
    // Somebody may have come in between.
    return held(mode === 'delete' ? null : 'in-use')
  } catch (error) {
    if (isBusy(error)) return held('in-use')
    if (isDamaged(error)) return held('unreadable')
    db?.close()
    throw error
  }
}

async function endAll(path: string, input: RestoreInput): Promise<readonly RestoredTenant[]> {
  const storage = await openSqlite(path, { migrate: true, warn: () => {} })
  try {
    return await storage.restore(input)
  } finally {
    // Brings the log into the file, and removes it.
    await storage.close()
    syncPath(path)
  }
}

/** Gives the database a second name, and what is left of a log without a database a name beside it. */
function putAside(path: string, now: number): string | null {
  const name = `${path}.before-${new Date(now).toISOString().replaceAll(/[-:.]/g, '')}`
  for (const suffix of ['-wal', '-shm', '-journal'])
    if (existsSync(path + suffix)) renameSync(path + suffix, name + suffix)
  if (!existsSync(path)) return null
  linkSync(path, name)
  return name
}
