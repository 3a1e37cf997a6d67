import type { Connection } from './connection.ts'
import { oldestKeptEventId } from '../event-retention.ts'
import { reviewGrants } from './review-grants.ts'
import { reviewTokens } from './review-tokens.ts'

/** Removes at most `limit` rows of one kind, and says how many it looked at and how many are gone. */
type PurgeStep = (db: Connection, now: number, limit: number) => { readonly examined: number; readonly removed: number }

function removeEnded(table: string, key: string, end: string): PurgeStep {
  const sql = `
    DELETE FROM ${table}
    WHERE (${key}) IN (SELECT ${key} FROM ${table} WHERE ${end} <= ?1 ORDER BY ${end} LIMIT ?2)`
  return (db, now, limit) => {
    const removed = db.run(sql, now, limit)
    return { examined: removed, removed }
  }
}

const REMOVE_OLD_EVENTS = 'DELETE FROM events WHERE id IN (SELECT id FROM events WHERE id < ?1 ORDER BY id LIMIT ?2)'

const removeOldEvents: PurgeStep = (db, now, limit) => {
  const removed = db.run(REMOVE_OLD_EVENTS, oldestKeptEventId(now), limit)
  return { examined: removed, removed }
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
  removeOldEvents,
]

/** A replica whose clock is behind may still accept what has just ended here. */
export const GRACE_MILLISECONDS = 60_000
