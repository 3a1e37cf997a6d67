import { type EventCount, type EventVerbs, type HubEvent, type Id, instantOf } from '@identity-hub/core'
import type { Refusal } from '../refusal-buffer.ts'
import { eventList } from '../lists/events.ts'
import { EVENT_VERSION, toDetails } from '../rows/events.ts'
import { toJson } from '../rows/values.ts'
import type { Connection } from './connection.ts'
import { type Commits, readPage } from './lists.ts'

const INSERT = `
  INSERT INTO events
    (id, tenant_id, type, version, at, request_id, actor, subject, client, grant_id, outcome, reason, source, data)
  VALUES (?2, ?1, ?3, ${EVENT_VERSION}, ?4, ?5, ?6, ?7, ?8, ?9, iif(?10 IS NULL, 'success', 'refused'), ?10, ?11, ?12)
  ON CONFLICT (id) DO NOTHING`
const INSERT_DETAILS = `
  INSERT INTO event_details (account_id, event_id, tenant_id, data) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING`

/** In the transaction of what they tell of. */
export function writeEvents(db: Connection, tenantId: Id, events: readonly HubEvent[] | undefined): void {
  if (events === undefined) return
  for (const event of events) {
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
    const details = toDetails(event)
    if (details !== null) db.run(INSERT_DETAILS, details.accountId, details.eventId, tenantId, details.data)
  }
}

export function recordEvents(
  db: Connection,
  tenantId: Id,
  { events }: Parameters<EventVerbs['recordEvents']>[0],
): Awaited<ReturnType<EventVerbs['recordEvents']>> {
  writeEvents(db, tenantId, events)
  return { outcome: 'recorded' }
}

export function writeRefusals(db: Connection, refusals: readonly Refusal[]): void {
  for (const { tenantId, event } of refusals) writeEvents(db, tenantId, [event])
}

/** They are sought among those of all tenants: an index by tenant would make each commit write a page for every tenant. */
export const listEvents = (
  db: Connection,
  commits: Commits,
  tenantId: Id,
  input: Parameters<EventVerbs['listEvents']>[0],
): ReturnType<EventVerbs['listEvents']> =>
  readPage(db, commits, eventList(tenantId, input.filter ?? {}, 'all events'), input)

const COUNTED = "SELECT position FROM event_tasks WHERE task = 'count'"
const COUNTS = `
  SELECT hour, type, outcome, count FROM event_counts
  WHERE tenant_id = ?1 AND hour >= ?2 AND hour < ?3 ORDER BY hour, type, outcome`

export function countEvents(
  db: Connection,
  tenantId: Id,
  { since, until }: Parameters<EventVerbs['countEvents']>[0],
): Awaited<ReturnType<EventVerbs['countEvents']>> {
  const position = db.one<{ position: Id }>(COUNTED)?.position ?? ''
  return { counts: db.all<EventCount>(COUNTS, tenantId, since, until), countedUntil: instantOf(position) }
}
