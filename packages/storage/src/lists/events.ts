import type { EventFilter, HubEvent, Id } from '@identity-hub/core'
import { EVENT_COLUMNS, eventIdsOf, type EventRow, toEvent } from '../rows/events.ts'
import { firstIdAt } from '../rows/time-ids.ts'
import { all, BEHIND_ALL, equals, type List, part } from './list.ts'

const greatest = (ids: readonly string[]): string => ids.reduce((a, b) => (a > b ? a : b))
const smallest = (ids: readonly string[]): string => ids.reduce((a, b) => (a < b ? a : b))

// Ids tell when events were.
function rangeOf({ requestId, since, until }: EventFilter): List<EventRow, HubEvent>['range'] {
  const [ofRequest, behindRequest] = requestId === undefined ? ['', BEHIND_ALL] : eventIdsOf(requestId)
  return {
    before: [smallest([behindRequest, until === undefined ? BEHIND_ALL : firstIdAt(until)])],
    from: [greatest([ofRequest, since === undefined ? '' : firstIdAt(since)])],
  }
}

// One text for any number of types: what is in the list is not in it any longer when it is taken out of it.
const hasType = (types: EventFilter['types']) =>
  part(
    `CAST(? AS integer) = 0 OR replace(CAST(? AS text), ' ' || e.type || ' ', '') <> CAST(? AS text)`,
    types === undefined ? 0 : 1,
    ` ${types?.join('  ') ?? ''} `,
    ` ${types?.join('  ') ?? ''} `,
  )

/** @param keyOf what the key of the table is */
export const eventList = (
  tenantId: Id,
  filter: EventFilter,
  keyOf: 'all events' | 'events of a tenant',
): List<EventRow, HubEvent> => {
  const ofTenant = part('e.tenant_id = ?', tenantId)
  return {
    from: 'events e',
    key: ['e.id'],
    within: keyOf === 'all events' ? all() : ofTenant,
    where: all(
      ...(keyOf === 'all events' ? [ofTenant] : []),
      hasType(filter.types),
      equals('e.request_id', filter.requestId),
      equals('e.outcome', filter.outcome),
      equals('e.actor', filter.actor),
      equals('e.subject', filter.subject),
      equals('e.client', filter.client),
      equals('e.grant_id', filter.grantId),
    ),
    columns: EVENT_COLUMNS,
    range: rangeOf(filter),
    toItem: toEvent,
    positionOf: ({ id }) => [id],
  }
}
