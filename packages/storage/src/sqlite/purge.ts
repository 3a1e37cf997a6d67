import type { Connection } from './connection.ts'
import { oldestKeptEventId } from '../event-retention.ts'
import { reviewGrants } from './review-grants.ts'

/** Removes at most `limit` rows of one kind, and says how many it looked at and how many are gone. */
type PurgeStep = (db: Connection, now: number, limit: number) => { readonly examined: number; readonly removed: number }

function removeEnded(table: string, key: string, end: string, order = end): PurgeStep {
  const sql = `
    DELETE FROM ${table}
    WHERE (${key}) IN (SELECT ${key} FROM ${table} WHERE ${end} <= ?1 ORDER BY ${order} LIMIT ?2)`
  return (db, now, limit) => {
    const removed = db.run(sql, now, limit)
    return { examined: removed, removed }
  }
}

// Per tenant a range of the key; '' stands for no tenant.
const REMOVE_OLD_EVENTS = `
  DELETE FROM events WHERE (tenant_id, id) IN (
    SELECT e.tenant_id, e.id FROM (SELECT '' AS id UNION ALL SELECT id FROM tenants) t
      CROSS JOIN events e ON e.tenant_id = t.id AND e.id < ?1
    LIMIT ?2)`

const removeOldEvents: PurgeStep = (db, now, limit) => {
  const removed = db.run(REMOVE_OLD_EVENTS, oldestKeptEventId(now), limit)
  return { examined: removed, removed }
}

/** Each one is a transaction of its own, so that traffic passes between them. */
export const purgeSteps: readonly PurgeStep[] = [
  removeEnded('interactions', 'id', 'expires_at'),
  removeEnded('sessions', 'id', 'absolute_ends_at'),
  removeEnded('authorization_codes', 'id', 'kept_until'),
  removeEnded('access_tokens', 'id', 'expires_at'),
  // A minute's worth of rows, the oldest first: not worth an index that each refresh would have to write.
  removeEnded('retry_answers', 'token_id', 'retry_until', 'token_id'),
  // Before the tokens that it looks at.
  reviewGrants,
  removeEnded('refresh_tokens', 'id', 'idle_ends_at'),
  removeEnded('throttles', 'tenant_id, kind, key_hash', 'until'),
  removeEnded('one_time', 'tenant_id, kind, id', 'expires_at'),
  removeOldEvents,
]

/** A replica whose clock is behind may still accept what has just ended here. */
export const GRACE_MILLISECONDS = 60_000
