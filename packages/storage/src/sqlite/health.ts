import type { Health } from '@identity-hub/core'
import type { Connection } from './connection.ts'
import { identifyFile } from './database-file.ts'
import type { GroupCommit } from './group-commit.ts'
import { PATIENCE_MILLISECONDS, whileBusy } from './patience.ts'
import { isFull, isReadOnly } from './sqlite-error.ts'

const REWRITE = 'UPDATE schema SET version = version'

/**
 * Asks the database itself: whether the write lock can be had, and whether the file is still the one that was opened.
 * A page is written only when the last batch had failed: that is how a recovery is noticed.
 */
export async function checkHealth(
  db: Connection,
  commits: GroupCommit,
  openedFile: string | null,
): Promise<Health['status']> {
  // What is written to a file that was removed or replaced is lost with the process.
  if (commits.fatal() !== null || identifyFile(db.path) !== openedFile) return 'away'
  try {
    await whileBusy(() => tryLock(db), PATIENCE_MILLISECONDS)
    if (commits.lastFailure() !== null) await commits.write(() => db.run(REWRITE))
    return 'ready'
  } catch (error) {
    return canRead(db) && refusesWrites(error) ? 'read-only' : 'away'
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
