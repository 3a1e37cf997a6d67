import { DAY_MILLISECONDS, EVENT_RETENTION_DAYS } from '../event-retention.ts'
import { firstIdAt } from '../rows/time-ids.ts'
import { toJson } from '../rows/values.ts'
import type { Connection } from './connection.ts'
import { countedUntil } from './count-events.ts'
import type { Purged } from './purge.ts'

// So many are looked at when none of them goes: each minute, since then there is no hurry. Tenants that keep their events
// for long are in the way of those that do not, for a day or two when they have millions.
const LOOKED_AT = 5_000

const SHORTEST = 'SELECT min(event_retention_days) AS days FROM tenants'
const POSITION = "SELECT position FROM event_tasks WHERE task = 'retention'"
const MOVE = `
  INSERT INTO event_tasks (task, tenant_id, position) VALUES ('retention', '', ?1)
  ON CONFLICT DO UPDATE SET position = excluded.position`
const BEHIND_SLICE = 'SELECT id FROM events WHERE id >= ?1 AND id < ?2 ORDER BY id LIMIT 1 OFFSET ?3'
const OLD = `
  SELECT e.id FROM events e LEFT JOIN tenants t ON t.id = e.tenant_id
  WHERE e.id >= ?1 AND e.id < ?2 AND e.at < ?3 - coalesce(t.event_retention_days, ?4) * ${DAY_MILLISECONDS}
  ORDER BY e.id LIMIT ?5`
const REMOVE_DETAILS = `
  DELETE FROM event_details WHERE (account_id, event_id) IN (
    SELECT subject, id FROM events WHERE id IN (SELECT value FROM json_each(?1)) AND subject IS NOT NULL)`
const REMOVE = 'DELETE FROM events WHERE id IN (SELECT value FROM json_each(?1))'

/**
 * Removes events that are older than their tenant keeps them. They stand in one sequence: it goes round and round over the
 * part that is older than the shortest retention. What was not counted yet stays.
 */
export function removeOldEvents(db: Connection, now: number, limit: number): Purged {
  const days = Math.min(db.one<{ days: number | null }>(SHORTEST)?.days ?? Infinity, EVENT_RETENTION_DAYS)
  const old = firstIdAt(now - days * DAY_MILLISECONDS)
  const counted = countedUntil(db)
  const end = old < counted ? old : counted
  const from = db.one<{ position: string }>(POSITION)?.position ?? ''
  const behind = db.one<{ id: string }>(BEHIND_SLICE, from, end, LOOKED_AT)?.id
  const ids = db.all<{ id: string }>(OLD, from, behind ?? end, now, EVENT_RETENTION_DAYS, limit).map(({ id }) => id)
  db.run(REMOVE_DETAILS, toJson(ids))
  const removed = db.run(REMOVE, toJson(ids))
  const next = (removed === limit ? ids.at(-1) : behind) ?? ''
  if (next !== from) db.run(MOVE, next)
  return { examined: removed, removed }
}
