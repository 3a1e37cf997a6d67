import type * as wire from '@identity-hub/api-types/management'
import type { HubEvent, Id } from '@identity-hub/core'
import type { IntervalCount } from '../administration/events/count-by-interval.ts'
import { instant } from './views.ts'

export interface EventView {
  /** `client_id`s by record id. */
  readonly clientIds: ReadonlyMap<Id, string>
  /** Whether whoever asks may see what is known of people. */
  readonly withPersonal: boolean
}

export function viewEvent(event: HubEvent, { clientIds, withPersonal }: EventView): wire.Event {
  const { personal } = event
  return {
    id: event.id,
    type: event.type,
    at: instant(event.at),
    request_id: event.requestId,
    actor: event.actor,
    user_id: event.subject,
    client_id: event.client === null ? null : (clientIds.get(event.client) ?? null),
    grant_id: event.grantId,
    outcome: event.outcome,
    reason: event.reason,
    address: event.source,
    data: { ...event.data },
    ...(withPersonal && personal !== undefined && { personal: { ...personal } }),
  }
}

export function viewCount({ at, signIns, signInsRefused, tokens, refusals }: IntervalCount) {
  return { at: instant(at), sign_ins: signIns, sign_ins_refused: signInsRefused, tokens, refusals }
}
