import { ERASURE_MILLISECONDS } from '../event-retention.ts'
import { SLICE_ROWS } from '../lists/walk.ts'
import { firstIdAt } from '../rows/time-ids.ts'
import type { Connection } from './connection.ts'
import type { Purged } from './purge.ts'

interface Task {
  readonly task: string
  readonly tenantId: string
  readonly accountId: string
  readonly position: string
  readonly erasedAt: number
}

// Whoever was erased just now may still be told of by what was under way.
const DUE = `
  SELECT e.task, e.tenant_id AS tenantId, e.account_id AS accountId, e.position, coalesce(a.erased_at, ?1) AS erasedAt
  FROM event_tasks e LEFT JOIN accounts a ON a.id = e.account_id
  WHERE e.task > 'erase ' AND e.task < 'erase~' AND coalesce(a.erased_at, ?1) <= ?1 ORDER BY e.task LIMIT 1`
const LAST_OF_SLICE = 'SELECT id FROM events WHERE id > ?1 AND id < ?2 ORDER BY id LIMIT 1 OFFSET ?3'
const FORGET_ADDRESSES = `
  UPDATE events SET source = NULL
  WHERE id > ?1 AND id <= ?2 AND tenant_id = ?3 AND (subject = ?4 OR actor = ?4) AND source IS NOT NULL`
const REMOVE_DETAILS = 'DELETE FROM event_details WHERE account_id = ?1 AND tenant_id = ?2'
const MOVE = 'UPDATE event_tasks SET position = ?2 WHERE task = ?1'
const FINISH = 'DELETE FROM event_tasks WHERE task = ?1'

/** Takes addresses and details out of a slice of the events that tell of an account that was erased. */
export function eraseFromEvents(db: Connection, now: number): Purged {
  const task = db.one<Task>(DUE, now)
  if (task === undefined) return { examined: 0, removed: 0 }
  const { tenantId, accountId, position } = task
  const end = firstIdAt(task.erasedAt + ERASURE_MILLISECONDS)
  const last = db.one<{ id: string }>(LAST_OF_SLICE, position, end, SLICE_ROWS - 1)?.id
  db.run(FORGET_ADDRESSES, position, last ?? end, tenantId, accountId)
  db.run(REMOVE_DETAILS, accountId, tenantId)
  if (last === undefined) db.run(FINISH, task.task)
  else db.run(MOVE, task.task, last)
  // There may be more of it, or another one.
  return { examined: Number.POSITIVE_INFINITY, removed: 0 }
}
