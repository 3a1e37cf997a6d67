import { newId } from '../issued-values/id.ts'
import { keptSource, type RequestFacts } from '../request-facts.ts'
import type { EventType, EventTypes, HubEvent } from './events.ts'
import type { RefusalReasons, RefusalType } from './refusal-reasons.ts'

/** Who and what an event is about; what is left out is null. */
export interface EventSubjects {
  readonly actor?: string | null
  readonly subject?: string | null
  readonly client?: string | null
  readonly grantId?: string | null
}

/** An event of something that was done. */
export function describeEvent<T extends EventType>(
  facts: RequestFacts,
  type: T,
  data: EventTypes[T],
  subjects: EventSubjects = {},
): HubEvent {
  return makeEvent(facts, type, data, subjects, null)
}

/** An event of something that was refused, with the reason that the wire does not say. */
export function describeRefusal<T extends RefusalType>(
  facts: RequestFacts,
  type: T,
  reason: RefusalReasons[T],
  data: EventTypes[T],
  subjects: EventSubjects = {},
): HubEvent {
  return makeEvent(facts, type, data, subjects, reason)
}

function makeEvent<T extends EventType>(
  facts: RequestFacts,
  type: T,
  data: EventTypes[T],
  subjects: EventSubjects,
  reason: string | null,
): HubEvent {
  const event = {
    id: newId(facts.now, facts.random),
    type,
    at: facts.now,
    requestId: facts.requestId,
    actor: subjects.actor ?? null,
    subject: subjects.subject ?? null,
    client: subjects.client ?? null,
    grantId: subjects.grantId ?? null,
    outcome: reason === null ? 'success' : 'refused',
    reason,
    source: keptSource(facts),
    data,
  }
  // The compiler does not see that `type` and `data` belong together once T is a parameter.
  return event as HubEvent
}
