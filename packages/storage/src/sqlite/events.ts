import { setImmediate as nextTurn } from 'node:timers/promises'
import type { HubEvent, Id } from '@identity-hub/core'
import type { Refusal } from '../refusal-buffer.ts'
import { EVENT_COLUMNS, EVENT_VERSION, eventIdsOf, type EventRow, toEvent } from '../rows/events.ts'
import { toJson } from '../rows/values.ts'
import type { Connection } from './connection.ts'
import type { GroupCommit } from './group-commit.ts'

const INSERT = `
  INSERT INTO events
    (id, tenant_id, type, version, at, request_id, actor, subject, client, grant_id, outcome, reason, source, data)
  VALUES (?2, ?1, ?3, ${EVENT_VERSION}, ?4, ?5, ?6, ?7, ?8, ?9, iif(?10 IS NULL, 'success', 'refused'), ?10, ?11, ?12)
  ON CONFLICT (id) DO NOTHING`

/** In the transaction of what they tell of. */
export function writeEvents(db: Connection, tenantId: Id, events: readonly HubEvent[] | undefined): void {
  if (events === undefined) return
  for (const event of events)
    db.run(
      INSERT,
      tenantId,
      event.id,
      event.type,
      event.at,
      event.requestId,
      event.actor,
      event.subject,
      event.client,
      event.grantId,
      event.reason,
      event.source,
      toJson(event.data),
    )
}

export function writeRefusals(db: Connection, refusals: readonly Refusal[]): void {
  for (const { tenantId, event } of refusals) writeEvents(db, tenantId, [event])
}

const SLICE_EVENTS = 2_000

// The newest of a tenant are sought among those of all tenants: an index by tenant would make each commit write a page
// for every tenant that had a part in it.
const OLDEST_OF_SLICE = 'SELECT id FROM events WHERE id < ?1 ORDER BY id DESC LIMIT 1 OFFSET ?2'
const IN_SLICE = `
  SELECT ${EVENT_COLUMNS} FROM events WHERE id < ?1 AND id >= ?2 AND tenant_id = ?3 ORDER BY id DESC LIMIT ?4`

const OF_REQUEST = `
  SELECT ${EVENT_COLUMNS} FROM events
  WHERE tenant_id = ?1 AND id > ?4 AND id < ?5 AND request_id = ?3 ORDER BY id DESC LIMIT ?2`

/** Sorts behind every id. */
const BEHIND_ALL = '~'

/** Requests pass between the slices. */
export async function listEvents(
  db: Connection,
  commits: Pick<GroupCommit, 'read'>,
  tenantId: Id,
  { requestId, limit }: { requestId?: string; limit: number },
): Promise<readonly HubEvent[]> {
  if (requestId !== undefined) {
    const ofRequest = () => db.all<EventRow>(OF_REQUEST, tenantId, limit, requestId, ...eventIdsOf(requestId))
    return (await commits.read(ofRequest)).map(toEvent)
  }
  const events: HubEvent[] = []
  for (let before: string | null = BEHIND_ALL; before !== null && events.length < limit; await nextTurn())
    before = await commits.read(takeSlice.bind(null, db, tenantId, before, { events, limit }))
  return events
}

/** Answers where the next slice ends; null: this was the last one. */
function takeSlice(
  db: Connection,
  tenantId: Id,
  before: string,
  { events, limit }: { readonly events: HubEvent[]; readonly limit: number },
): string | null {
  const oldest = db.one<{ id: Id }>(OLDEST_OF_SLICE, before, SLICE_EVENTS - 1)?.id ?? null
  const rows = db.all<EventRow>(IN_SLICE, before, oldest ?? '', tenantId, limit - events.length)
  events.push(...rows.map(toEvent))
  return oldest
}
