import { DAY_MILLISECONDS, EVENT_RETENTION_DAYS } from '../event-retention.ts'
import { firstIdAt } from '../rows/time-ids.ts'
import type { Connection } from './connection.ts'
import { countedUntil } from './count-events.ts'
import type { Purged } from './purge.ts'

const KEPT = 'SELECT DISTINCT event_retention_days AS days FROM tenants'

// Per tenant a range of the key; '' stands for no tenant.
const REMOVE = `
  WITH old AS (
    DELETE FROM events WHERE ctid = ANY(ARRAY(
      SELECT old.ctid
      FROM unnest($1::integer[], $2::text[]) AS kept(days, id)
        JOIN (SELECT '' AS id, ${EVENT_RETENTION_DAYS} AS days
          UNION ALL SELECT id, event_retention_days FROM tenants) AS t ON t.days = kept.days
        CROSS JOIN LATERAL (
          SELECT e.ctid FROM events e WHERE e.tenant_id = t.id AND e.id < kept.id ORDER BY e.id LIMIT $3
          FOR UPDATE SKIP LOCKED) AS old
      LIMIT $3))
    RETURNING id, subject
  ), details AS (
    DELETE FROM event_details WHERE ctid = ANY(ARRAY(
      SELECT d.ctid FROM old
        CROSS JOIN LATERAL (
          SELECT d.ctid FROM event_details d WHERE d.account_id = old.subject AND d.event_id = old.id OFFSET 0) AS d))
  )
  SELECT count(*) AS removed FROM old`

/** Removes events that are older than their tenant keeps them. What was not counted yet stays. */
export async function removeOldEvents(db: Connection, now: number, limit: number): Promise<Purged> {
  const counted = await countedUntil(db)
  const kept = await db.all<{ days: number }>(KEPT)
  const days = [...new Set([EVENT_RETENTION_DAYS, ...kept.map((row) => row.days)])]
  const ends = days.map((count) => {
    const old = firstIdAt(now - count * DAY_MILLISECONDS)
    return old < counted ? old : counted
  })
  const row = await db.one<{ removed: number }>(REMOVE, days.map(String), ends, limit)
  const removed = row?.removed ?? 0
  return { examined: removed, removed }
}
