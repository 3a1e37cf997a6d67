import { oldestKeptEventId } from '../event-retention.ts'
import type { Connection } from './connection.ts'
import { reviewGrants } from './review-grants.ts'
import { reviewTokens } from './review-tokens.ts'

/** Removes at most `limit` rows of one kind, and says how many it looked at and how many are gone. */
type PurgeStep = (
  db: Connection,
  now: number,
  limit: number,
) => Promise<{ readonly examined: number; readonly removed: number }>

// Replicas that purge at the same time take different rows, and nobody waits.
function removeEnded(table: string, end: string): PurgeStep {
  const sql = `
    DELETE FROM ${table} WHERE ctid = ANY(ARRAY(
      SELECT ctid FROM ${table} WHERE ${end} <= $1 ORDER BY ${end} LIMIT $2 FOR UPDATE SKIP LOCKED))`
  return async (db, now, limit) => {
    const removed = await db.run(sql, now, limit)
    return { examined: removed, removed }
  }
}

// Per tenant a range of the key; '' stands for no tenant.
const REMOVE_OLD_EVENTS = `
  DELETE FROM events WHERE ctid = ANY(ARRAY(
    SELECT old.ctid FROM (SELECT '' AS id UNION ALL SELECT id FROM tenants) AS t
      CROSS JOIN LATERAL (
        SELECT e.ctid FROM events e WHERE e.tenant_id = t.id AND e.id < $1 ORDER BY e.id LIMIT $2
        FOR UPDATE SKIP LOCKED) AS old
    LIMIT $2))`

const removeOldEvents: PurgeStep = async (db, now, limit) => {
  const removed = await db.run(REMOVE_OLD_EVENTS, oldestKeptEventId(now), limit)
  return { examined: removed, removed }
}

/** Each one is a transaction of its own, so that traffic passes between them. */
export const purgeSteps: readonly PurgeStep[] = [
  removeEnded('interactions', 'expires_at'),
  removeEnded('sessions', 'absolute_ends_at'),
  // Before the tokens that it looks at.
  reviewGrants,
  reviewTokens,
  removeEnded('throttles', 'until'),
  removeEnded('one_time', 'expires_at'),
  removeOldEvents,
]

/** A replica whose clock is behind may still accept what has just ended here. */
export const GRACE_MILLISECONDS = 60_000
