import type { Connection } from './connection.ts'
import { isBusy } from './sqlite-error.ts'

// 8 MB of log. More would copy a page that many commits change fewer times; less holds up traffic for a shorter time.
const CHECKPOINT_FRAMES = 2_000

// A look costs as much as a query, a commit some ten pages of log.
const LOOK_EVERY_COMMITS = 16

interface LogState {
  readonly log: number
  readonly checkpointed: number
}

/**
 * Answers what to do after a commit: copies the log into the database when it has grown. SQLite would do it by itself,
 * but would not tell when syncing the database fails, and pages that were never written would pass for durable.
 */
export function checkpointWhenDue(db: Connection): () => void {
  let commits = 0
  return () => {
    commits += 1
    if (commits % LOOK_EVERY_COMMITS !== 0) return
    const state = db.one<LogState>('PRAGMA wal_checkpoint(NOOP)')
    if (state !== undefined && state.log - state.checkpointed >= CHECKPOINT_FRAMES) checkpoint(db)
  }
}

export function checkpoint(db: Connection): void {
  try {
    db.one('PRAGMA wal_checkpoint(PASSIVE)')
  } catch (error) {
    // Another process is at it.
    if (!isBusy(error)) throw error
  }
}
