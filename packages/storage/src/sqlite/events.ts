import type { HubEvent, Id } from '@identity-hub/core'
import type { Connection } from './connection.ts'
import { fromJson, toJson } from './values.ts'

const EVENT_VERSION = 1

/** Stands for "no tenant" in the key. */
export const NO_TENANT = ''

const INSERT = `
  INSERT OR IGNORE INTO events
    (tenant_id, id, type, version, at, request_id, actor, subject, client, grant_id, outcome, reason, source, data)
  VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)`

/** In the transaction of what they tell of. */
export function writeEvents(db: Connection, tenantId: Id, events: readonly HubEvent[] | undefined): void {
  if (events === undefined) return
  for (const event of events)
    db.run(
      INSERT,
      tenantId,
      event.id,
      event.type,
      EVENT_VERSION,
      event.at,
      event.requestId,
      event.actor,
      event.subject,
      event.client,
      event.grantId,
      event.outcome,
      event.reason,
      event.source,
      toJson(event.data),
    )
}

type EventRow = Omit<HubEvent, 'data'> & { readonly data: string }

const COLUMNS = `
  id, type, at, request_id AS requestId, actor, subject, client, grant_id AS grantId, outcome, reason, source, data`

const NEWEST = `SELECT ${COLUMNS} FROM events WHERE tenant_id = ?1 ORDER BY id DESC LIMIT ?2`

const OF_REQUEST = `
  SELECT ${COLUMNS} FROM events WHERE request_id = ?3 AND +tenant_id = ?1 ORDER BY id DESC LIMIT ?2`

export function listEvents(
  db: Connection,
  tenantId: Id,
  input: { requestId?: string; limit: number },
): readonly HubEvent[] {
  const rows =
    input.requestId === undefined
      ? db.all<EventRow>(NEWEST, tenantId, input.limit)
      : db.all<EventRow>(OF_REQUEST, tenantId, input.limit, input.requestId)
  // `data` belongs to `type`: they were written together from one event.
  return rows.map((row) => ({ ...row, data: fromJson(row.data) }) as HubEvent)
}
