import type { EventFilter, EventType } from '@identity-hub/core'

interface EventQuery {
  readonly type?: readonly string[]
  readonly outcome?: 'success' | 'refused'
  readonly request_id?: string
  readonly actor?: string
  readonly user_id?: string
  /** RFC 3339; the document has checked what it looks like. */
  readonly since?: string
  readonly until?: string
}

/** Which events are meant, but for the client; null: an instant that never is. */
export function eventFilterOf(query: EventQuery): EventFilter | null {
  const { type, outcome, request_id: requestId, actor, user_id: subject } = query
  const [since, until] = [query.since, query.until].map((text) => (text === undefined ? undefined : Date.parse(text)))
  if (Number.isNaN(since) || Number.isNaN(until)) return null
  return {
    // A type that there is not has no events.
    ...(type !== undefined && { types: type as readonly EventType[] }),
    ...(outcome !== undefined && { outcome }),
    ...(requestId !== undefined && { requestId }),
    ...(actor !== undefined && { actor }),
    ...(subject !== undefined && { subject }),
    ...(since !== undefined && { since }),
    ...(until !== undefined && { until }),
  }
}
