import type { HubEvent, Id } from '@identity-hub/core'
import type { Refusal } from '../refusal-buffer.ts'
import { EVENT_COLUMNS, EVENT_VERSION, eventIdsOf, type EventRow, toEvent } from '../rows/events.ts'
import { toJson } from '../rows/values.ts'
import type { Connection } from './connection.ts'

const INSERT = `
  INSERT INTO events
    (tenant_id, id, type, version, at, request_id, actor, subject, client, grant_id, outcome, reason, source, data)
  VALUES (?1, ?2, ?3, ${EVENT_VERSION}, ?4, ?5, ?6, ?7, ?8, ?9, iif(?10 IS NULL, 'success', 'refused'), ?10, ?11, ?12)
  ON CONFLICT (tenant_id, id) DO NOTHING`

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

const NEWEST = `SELECT ${EVENT_COLUMNS} FROM events WHERE tenant_id = ?1 ORDER BY id DESC LIMIT ?2`

const OF_REQUEST = `
  SELECT ${EVENT_COLUMNS} FROM events
  WHERE tenant_id = ?1 AND id > ?4 AND id < ?5 AND request_id = ?3 ORDER BY id DESC LIMIT ?2`

export function listEvents(
  db: Connection,
  tenantId: Id,
  input: { requestId?: string; limit: number },
): readonly HubEvent[] {
  const rows =
    input.requestId === undefined
      ? db.all<EventRow>(NEWEST, tenantId, input.limit)
      : db.all<EventRow>(OF_REQUEST, tenantId, input.limit, input.requestId, ...eventIdsOf(input.requestId))
  return rows.map(toEvent)
}
