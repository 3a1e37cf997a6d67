import { existsSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { BackupOptions, BackupOutcome } from '../copies.ts'
import { openConnection } from './connection.ts'
import { copyDatabase } from './copy-database.ts'
import { followLinks, identifyFile } from './database-file.ts'
import { publish, removeDatabase } from './durable-file.ts'
import { readSchema } from './migrate.ts'

const OWN_FILES = ['', '-wal', '-shm', '-journal']

/** Copies a database that is in use. */
export async function backupSqlite(
  databasePath: string,
  target: string,
  options: BackupOptions,
): Promise<BackupOutcome> {
  const path = followLinks(databasePath)
  const { replace = false } = options
  if (!existsSync(path)) return { outcome: 'refused', reason: 'no-database' }
  const folder = statSync(dirname(target), { throwIfNoEntry: false })
  if (folder?.isDirectory() !== true) return { outcome: 'refused', reason: 'no-folder' }
  if (isOwnFile(path, target)) return { outcome: 'refused', reason: 'is-the-database' }
  const there = statSync(target, { throwIfNoEntry: false })
  if (there !== undefined && !there.isFile()) return { outcome: 'refused', reason: 'no-file' }
  if (there !== undefined && !replace) return { outcome: 'refused', reason: 'exists' }

  const schema = lookAtSchema(path)
  using source = new DatabaseSync(path, { timeout: 5_000 })
  // What was written meanwhile had to stay in the log. To bring all of it into the database would hold up the hub.
  const onRead = (): void => source.exec('PRAGMA wal_checkpoint(PASSIVE)')
  const copy = await copyDatabase(source, target, { ...options, onRead })
  if (!publish(copy, target, { replace })) {
    removeDatabase(copy)
    return { outcome: 'refused', reason: 'exists' }
  }
  return { outcome: 'copied', bytes: statSync(target).size, schema }
}

/** The database itself under any name, or what SQLite puts beside it. */
function isOwnFile(path: string, target: string): boolean {
  const own = OWN_FILES.map((suffix) => join(dirname(path), basename(path) + suffix))
  const file = identifyFile(target)
  return own.includes(target) || (file !== null && own.some((one) => identifyFile(one) === file))
}

function lookAtSchema(path: string): number {
  const db = openConnection(path)
  try {
    return readSchema(db).version
  } finally {
    db.close()
  }
}
