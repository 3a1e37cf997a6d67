import type { HubEvent, Id } from '@identity-hub/core'
import { fromJson } from './values.ts'

export const EVENT_VERSION = 1

/** Stands for "no tenant" in the key. */
export const NO_TENANT = ''

export const EVENT_COLUMNS = `
  id, type, at, request_id AS "requestId", actor, subject, client, grant_id AS "grantId", outcome, reason, source, data`

export type EventRow = Omit<HubEvent, 'data'> & { readonly data: string }

// `data` belongs to `type`: they were written together from one event.
export const toEvent = (row: EventRow): HubEvent => ({ ...row, data: fromJson(row.data) }) as HubEvent

const TIME_CHARACTERS = 10

/** Between which ids the events of a request lie: they were made at the instant that its own id tells. */
export function eventIdsOf(requestId: Id): readonly [after: string, before: string] {
  const instant = requestId.slice(0, TIME_CHARACTERS)
  // Sorts behind every character of an id.
  return [instant, `${instant}~`]
}
