import type { Connection } from './connection.ts'
import { countSlice, removeOldCounts } from './count-events.ts'
import { eraseFromEvents } from './erase-from-events.ts'
import { removeOldEvents } from './remove-old-events.ts'
import { reviewGrants } from './review-grants.ts'
import { reviewTokens } from './review-tokens.ts'

/** How many rows a step looked at, and how many are gone. As many as it may, or more: there is more to do. */
export interface Purged {
  readonly examined: number
  readonly removed: number
}

/** Removes at most `limit` rows of one kind. */
type PurgeStep = (db: Connection, now: number, limit: number) => Purged

function removeEnded(table: string, key: string, end: string): PurgeStep {
  const sql = `
    DELETE FROM ${table}
    WHERE (${key}) IN (SELECT ${key} FROM ${table} WHERE ${end} <= ?1 ORDER BY ${end} LIMIT ?2)`
  return (db, now, limit) => {
    const removed = db.run(sql, now, limit)
    return { examined: removed, removed }
  }
}

/** Each one is a transaction of its own, so that traffic passes between them. */
export const purgeSteps: readonly PurgeStep[] = [
  removeEnded('interactions', 'id', 'expires_at'),
  removeEnded('sessions', 'id', 'absolute_ends_at'),
  // Before the tokens that it looks at.
  reviewGrants,
  reviewTokens,
  removeEnded('throttles', 'tenant_id, kind, key_hash', 'until'),
  removeEnded('one_time', 'tenant_id, kind, id', 'expires_at'),
  // Before those that were counted are removed.
  countSlice,
  removeOldCounts,
  removeOldEvents,
  eraseFromEvents,
]

/**
 * A replica whose clock is behind may still accept what has just ended here. And an event is committed later than its id
 * was made: by 5 s that clocks may differ, 10 s in a queue, and the attempts of a write.
 */
export const GRACE_MILLISECONDS = 60_000
