import type { HubEvent, Id } from '@identity-hub/core'
import type { Refusal } from '../refusal-buffer.ts'
import { EVENT_COLUMNS, EVENT_VERSION, eventIdsOf, type EventRow, toEvent } from '../rows/events.ts'
import { toJson } from '../rows/values.ts'
import type { Connection } from './connection.ts'
import type { Transaction } from './transactions.ts'

/** An event as the members of a JSON object, for `EVENT_FIELDS`. */
export const toEventFields = (tenantId: Id, event: HubEvent): object => ({
  ...event,
  tenantId,
  data: toJson(event.data),
})

/** The other side of `toEventFields`, for json_to_recordset. */
export const EVENT_FIELDS = `
  "tenantId" text, id text, type text, at bigint, "requestId" text, actor text, subject text, client text,
  "grantId" text, outcome text, reason text, source text, data text`

/** From `e`, which has the columns of `EVENT_FIELDS`. */
export const INSERT_EVENTS = `
  INSERT INTO events
    (tenant_id, id, type, version, at, request_id, actor, subject, client, grant_id, outcome, reason, source, data)
  SELECT e."tenantId", e.id, e.type, ${EVENT_VERSION}, e.at, e."requestId", e.actor, e.subject, e.client, e."grantId",
    e.outcome, e.reason, e.source, e.data`

const INSERT = `${INSERT_EVENTS} FROM json_to_recordset($1::json) AS e(${EVENT_FIELDS}) ON CONFLICT DO NOTHING`
const IS_THERE = 'SELECT id FROM events WHERE tenant_id = $1 AND id = $2'

/** In the transaction of what they tell of. */
export async function writeEvents(
  db: Transaction,
  tenantId: Id,
  events: readonly HubEvent[] | undefined,
): Promise<void> {
  const [first] = events ?? []
  if (events === undefined || first === undefined) return
  db.leaveWitness(IS_THERE, tenantId, first.id)
  await db.run(INSERT, toJson(events.map((event) => toEventFields(tenantId, event))))
}

export const writeRefusals = (db: Connection, refusals: readonly Refusal[]): Promise<number> =>
  db.run(INSERT, toJson(refusals.map(({ tenantId, event }) => toEventFields(tenantId, event))))

const NEWEST = `SELECT ${EVENT_COLUMNS} FROM events WHERE tenant_id = $1 ORDER BY id DESC LIMIT $2`
const OF_REQUEST = `
  SELECT ${EVENT_COLUMNS} FROM events
  WHERE tenant_id = $1 AND id > $4 AND id < $5 AND request_id = $3 ORDER BY id DESC LIMIT $2`

export async function listEvents(
  db: Connection,
  tenantId: Id,
  input: { requestId?: string; limit: number },
): Promise<readonly HubEvent[]> {
  const rows =
    input.requestId === undefined
      ? await db.all<EventRow>(NEWEST, tenantId, input.limit)
      : await db.all<EventRow>(OF_REQUEST, tenantId, input.limit, input.requestId, ...eventIdsOf(input.requestId))
  return rows.map(toEvent)
}
