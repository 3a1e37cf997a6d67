import { instantOf } from '@identity-hub/core'
import { HOUR_OF_EVENT, oldestKeptHour } from '../event-retention.ts'
import { firstIdAt } from '../rows/time-ids.ts'
import type { Connection } from './connection.ts'
import type { Purged } from './purge.ts'

// At 4,000 events a second it holds 40,000.
const SLICE_MILLISECONDS = 10_000

const POSITION = "SELECT position FROM event_tasks WHERE task = 'count'"
const BEGIN = "INSERT INTO event_tasks (task, tenant_id, position) VALUES ('count', '', '') ON CONFLICT DO NOTHING"
// What another replica counts just now is not waited for.
const HOLD = `${POSITION} FOR UPDATE SKIP LOCKED`
const MOVE = "UPDATE event_tasks SET position = $1 WHERE task = 'count'"

// Of each tenant a range of the key; '' stands for no tenant.
const TENANTS = "(SELECT '' AS id UNION ALL SELECT id FROM tenants) AS t"
const FIRST = `
  SELECT min(first.id) AS id FROM ${TENANTS}
    CROSS JOIN LATERAL (
      SELECT e.id FROM events e WHERE e.tenant_id = t.id AND e.id >= $1 AND e.id < $2 ORDER BY e.id LIMIT 1) AS first`
const COUNT = `
  INSERT INTO event_counts AS c (tenant_id, hour, type, outcome, count)
  SELECT t.id, slice.hour, slice.type, slice.outcome, slice.count FROM ${TENANTS}
    CROSS JOIN LATERAL (
      SELECT ${HOUR_OF_EVENT} AS hour, e.type, e.outcome, count(*) AS count FROM events e
      WHERE e.tenant_id = t.id AND e.id >= $1 AND e.id < $2 GROUP BY 1, 2, 3) AS slice
  ON CONFLICT (tenant_id, hour, type, outcome) DO UPDATE SET count = c.count + excluded.count`

/** Up to which id events were counted, that one not included. */
export const countedUntil = async (db: Connection): Promise<string> =>
  (await db.one<{ position: string }>(POSITION))?.position ?? ''

/**
 * Adds the events of some seconds to the counts of their hours, and moves the position in the same transaction.
 * @param now behind the clock by a grace that neither commits nor the clocks of replicas take: an event is written later
 * than its id was made
 */
export async function countSlice(db: Connection, now: number): Promise<Purged> {
  if ((await db.one(POSITION)) === undefined) await db.run(BEGIN)
  const from = (await db.one<{ position: string }>(HOLD))?.position
  // Whole seconds, so that a purge in many steps does not write the position at each.
  const end = firstIdAt(now - (now % 1000))
  if (from === undefined || end <= from) return { examined: 0, removed: 0 }
  const first = (await db.one<{ id: string | null }>(FIRST, from, end))?.id ?? null
  const behind = first === null ? end : firstIdAt(instantOf(first) + SLICE_MILLISECONDS)
  const next = behind < end ? behind : end
  if (first !== null) await db.run(COUNT, first, next)
  await db.run(MOVE, next)
  return { examined: next < end ? Number.POSITIVE_INFINITY : 0, removed: 0 }
}

const REMOVE_OLD_COUNTS = `
  DELETE FROM event_counts WHERE ctid = ANY(ARRAY(
    SELECT old.ctid FROM ${TENANTS}
      CROSS JOIN LATERAL (
        SELECT c.ctid FROM event_counts c WHERE c.tenant_id = t.id AND c.hour < $1 LIMIT $2
        FOR UPDATE SKIP LOCKED) AS old
    LIMIT $2))`

export async function removeOldCounts(db: Connection, now: number, limit: number): Promise<Purged> {
  const removed = await db.run(REMOVE_OLD_COUNTS, oldestKeptHour(now), limit)
  return { examined: removed, removed }
}
