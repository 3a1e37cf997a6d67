import type { HubEvent, Id } from '@identity-hub/core'
import { fromJson, toJson } from './values.ts'

export const EVENT_VERSION = 1

/** Stands for "no tenant" in the key. */
export const NO_TENANT = ''

/** Of an event `e`. */
export const EVENT_COLUMNS = `
  e.id, e.type, e.at, e.request_id AS "requestId", e.actor, e.subject, e.client, e.grant_id AS "grantId", e.outcome,
  e.reason, e.source, e.data,
  (SELECT d.data FROM event_details d WHERE d.account_id = e.subject AND d.event_id = e.id) AS personal`

export type EventRow = Omit<HubEvent, 'data' | 'personal'> & { readonly data: string; readonly personal: string | null }

// `data` belongs to `type`: they were written together from one event.
export const toEvent = ({ data, personal, ...row }: EventRow): HubEvent =>
  ({
    ...row,
    data: fromJson(data),
    ...(personal === null ? {} : { personal: fromJson(personal) }),
  }) as HubEvent

/** What is kept apart from an event, to be erased with the account that it is about; null: nothing is. */
export const toDetails = ({ id, subject, personal }: HubEvent): EventDetails | null =>
  personal === undefined || subject === null ? null : { accountId: subject, eventId: id, data: toJson(personal) }

interface EventDetails {
  readonly accountId: Id
  readonly eventId: Id
  readonly data: string
}

const TIME_CHARACTERS = 10

/** Between which ids the events of a request lie: they were made at the instant that its own id tells. */
export function eventIdsOf(requestId: Id): readonly [after: string, before: string] {
  const instant = requestId.slice(0, TIME_CHARACTERS)
  // Sorts behind every character of an id.
  return [instant, `${instant}~`]
}
