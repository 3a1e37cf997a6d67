import { HOUR_OF_EVENT, oldestKeptHour } from '../event-retention.ts'
import { SLICE_ROWS } from '../lists/walk.ts'
import { firstIdAt } from '../rows/time-ids.ts'
import type { Connection } from './connection.ts'
import type { Purged } from './purge.ts'

const POSITION = "SELECT position FROM event_tasks WHERE task = 'count'"
const MOVE = `
  INSERT INTO event_tasks (task, tenant_id, position) VALUES ('count', '', ?1)
  ON CONFLICT DO UPDATE SET position = excluded.position`
const BEHIND_SLICE = 'SELECT id FROM events WHERE id >= ?1 AND id < ?2 ORDER BY id LIMIT 1 OFFSET ?3'
const COUNT = `
  INSERT INTO event_counts (tenant_id, hour, type, outcome, count)
  SELECT e.tenant_id, ${HOUR_OF_EVENT}, e.type, e.outcome, count(*) FROM events e
  WHERE e.id >= ?1 AND e.id < ?2 GROUP BY 1, 2, 3, 4
  ON CONFLICT DO UPDATE SET count = count + excluded.count`

/** Up to which id events were counted, that one not included. */
export const countedUntil = (db: Connection): string => db.one<{ position: string }>(POSITION)?.position ?? ''

/**
 * Adds a slice of events to the counts of their hours, and moves the position in the same transaction.
 * @param now behind the clock by a grace that no commit takes: an event is written later than its id was made
 */
export function countSlice(db: Connection, now: number): Purged {
  const from = countedUntil(db)
  // Whole seconds, so that a purge in many steps does not write the position at each.
  const end = firstIdAt(now - (now % 1000))
  if (end <= from) return { examined: 0, removed: 0 }
  const next = db.one<{ id: string }>(BEHIND_SLICE, from, end, SLICE_ROWS)?.id
  db.run(COUNT, from, next ?? end)
  db.run(MOVE, next ?? end)
  return { examined: next === undefined ? 0 : Number.POSITIVE_INFINITY, removed: 0 }
}

// By tenant, as the key is.
const REMOVE_OLD_COUNTS = `
  DELETE FROM event_counts WHERE (tenant_id, hour, type, outcome) IN (
    SELECT c.tenant_id, c.hour, c.type, c.outcome
    FROM (SELECT '' AS id UNION ALL SELECT id FROM tenants) AS t
      CROSS JOIN event_counts c ON c.tenant_id = t.id AND c.hour < ?1
    LIMIT ?2)`

export function removeOldCounts(db: Connection, now: number, limit: number): Purged {
  const removed = db.run(REMOVE_OLD_COUNTS, oldestKeptHour(now), limit)
  return { examined: removed, removed }
}
