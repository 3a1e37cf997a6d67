import { type EventCount, type EventVerbs, type HubEvent, type Id, instantOf } from '@identity-hub/core'
import type { Refusal } from '../refusal-buffer.ts'
import { eventList } from '../lists/events.ts'
import { EVENT_VERSION, toDetails } from '../rows/events.ts'
import { toJson } from '../rows/values.ts'
import type { Connection } from './connection.ts'
import { type Reads, readPage } from './lists.ts'
import type { Transaction } from './transactions.ts'

/** An event as the members of a JSON object, for `EVENT_FIELDS`. */
export const toEventFields = (tenantId: Id, event: HubEvent): object => ({
  ...event,
  tenantId,
  data: toJson(event.data),
  personal: undefined,
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

// By the statements of the hot path no details are written: nothing that they do changes anything personal.
const INSERT_DETAILS = `
  INSERT INTO event_details (account_id, event_id, tenant_id, data)
  SELECT d."accountId", d."eventId", d."tenantId", d.data
  FROM json_to_recordset($1::json) AS d("accountId" text, "eventId" text, "tenantId" text, data text)
  ON CONFLICT DO NOTHING`

/** In the transaction of what they tell of. */
export async function writeEvents(
  db: Transaction,
  tenantId: Id,
  events: readonly HubEvent[] | undefined,
): Promise<void> {
  const [first] = events ?? []
  if (events === undefined || first === undefined) return
  db.leaveWitness(IS_THERE, tenantId, first.id)
  await insertEvents(
    db,
    events.map((event) => ({ tenantId, event })),
  )
}

export async function recordEvents(
  db: Transaction,
  tenantId: Id,
  { events }: Parameters<EventVerbs['recordEvents']>[0],
): ReturnType<EventVerbs['recordEvents']> {
  await writeEvents(db, tenantId, events)
  return { outcome: 'recorded' }
}

export const writeRefusals = (db: Connection, refusals: readonly Refusal[]): Promise<void> => insertEvents(db, refusals)

async function insertEvents(db: Connection, entries: readonly Refusal[]): Promise<void> {
  await db.run(INSERT, toJson(entries.map(({ tenantId, event }) => toEventFields(tenantId, event))))
  const details = entries.flatMap(({ tenantId, event }) => {
    const apart = toDetails(event)
    return apart === null ? [] : [{ ...apart, tenantId }]
  })
  if (details.length > 0) await db.run(INSERT_DETAILS, toJson(details))
}

export const listEvents = (
  reads: Reads,
  tenantId: Id,
  input: Parameters<EventVerbs['listEvents']>[0],
): ReturnType<EventVerbs['listEvents']> =>
  readPage(reads, eventList(tenantId, input.filter ?? {}, 'events of a tenant'), input)

const COUNTED = "SELECT position FROM event_tasks WHERE task = 'count'"
const COUNTS = `
  SELECT hour, type, outcome, count FROM event_counts
  WHERE tenant_id = $1 AND hour >= $2 AND hour < $3 ORDER BY hour, type, outcome`

export async function countEvents(
  db: Connection,
  tenantId: Id,
  { since, until }: Parameters<EventVerbs['countEvents']>[0],
): ReturnType<EventVerbs['countEvents']> {
  // First how far it has come: what is counted meanwhile is no harm.
  const position = (await db.one<{ position: Id }>(COUNTED))?.position ?? ''
  return { counts: await db.all<EventCount>(COUNTS, tenantId, since, until), countedUntil: instantOf(position) }
}
