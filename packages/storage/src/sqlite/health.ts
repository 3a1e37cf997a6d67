import type { Health } from '@identity-hub/core'
import { OutdatedReleaseError } from '../schema-version.ts'
import type { Connection } from './connection.ts'
import type { WatchedFile } from './database-file.ts'
import type { GroupCommit } from './group-commit.ts'
import { checkSchema } from './migrate.ts'
import { PATIENCE_MILLISECONDS, whileBusy } from './patience.ts'
import { isFull, isReadOnly } from './sqlite-error.ts'

// As much as a full batch: a disk that has room for a page may have none for what waits.
const PROBE_BYTES = 256 * 1024
const FILL = `
  INSERT INTO one_time (tenant_id, kind, id, data, expires_at)
  VALUES ('', 'probe', 'probe', hex(zeroblob(${PROBE_BYTES / 2})), 0)
  ON CONFLICT DO UPDATE SET data = excluded.data`
const EMPTY = "DELETE FROM one_time WHERE tenant_id = '' AND kind = 'probe'"

/**
 * Asks the database itself: whether the write lock can be had, whether the file is still the one that was opened, whether
 * its schema still allows this release. After a batch has failed it is ready only when as much as a batch was written:
 * that a smaller one has passed meanwhile says nothing.
 */
export function createHealth(db: Connection, commits: GroupCommit, file: WatchedFile): () => Promise<Health['status']> {
  let overcome = 0

  async function probe(): Promise<void> {
    const failures = commits.failures()
    if (failures === overcome) return
    await commits.write(() => db.run(FILL))
    await commits.write(() => db.run(EMPTY))
    overcome = failures
  }

  return async () => {
    if (commits.fatal() !== null || !file.isInPlace()) return 'away'
    try {
      await whileBusy(() => commits.alone(() => tryLock(db)), PATIENCE_MILLISECONDS)
      checkSchema(db)
      await probe()
      return 'ready'
    } catch (error) {
      if (error instanceof OutdatedReleaseError) commits.fail(error)
      return canRead(db) && refusesWrites(error) ? 'read-only' : 'away'
    }
  }
}

function tryLock(db: Connection): void {
  db.execute('BEGIN IMMEDIATE')
  db.execute('ROLLBACK')
}

function refusesWrites(error: unknown): boolean {
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error
  return isReadOnly(cause) || isFull(cause)
}

function canRead(db: Connection): boolean {
  try {
    return db.one('SELECT version FROM schema') !== undefined
  } catch {
    return false
  }
}
