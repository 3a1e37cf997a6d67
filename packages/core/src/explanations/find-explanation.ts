import type { EventType, HubEvent } from '../events/events.ts'
import type { Id } from '../storage/records.ts'
import type { TenantStorage } from '../storage/port.ts'
import { explainRequest, type ExplainedRequest } from './explain-request.ts'
import { findBefore } from './find-before.ts'
import { findTaking } from './find-taking.ts'

const MOST_EVENTS = 200
const ENDS: readonly EventType[] = ['grant.revoked', 'code.replayed', 'refresh_token.reused']

/** A request's events and what they mean, with what had ended its grant before, and who took the role that it lost. */
export async function findExplanation(
  storage: TenantStorage,
  requestId: string,
): Promise<{ readonly events: readonly HubEvent[]; readonly explanation: ExplainedRequest }> {
  const { rows: events } = await storage.listEvents({ filter: { requestId }, after: null, limit: MOST_EVENTS })
  const refusal = events.find((event) => event.outcome === 'refused' && event.grantId !== null)
  const ends =
    refusal?.grantId == null ? [] : await findBefore(storage, refusal, { grantId: refusal.grantId, types: ENDS })
  const earlier = ends.filter((event) => event.requestId !== requestId)
  const explanation = explainRequest(events, {
    requestId,
    eventRetentionDays: storage.tenant.eventRetentionDays,
    earlier,
    taking: await findTaking(storage, [...events, ...earlier]),
    clientIds: await clientIdsOf(storage, events),
  })
  return { events, explanation }
}

async function clientIdsOf(storage: TenantStorage, events: readonly HubEvent[]): Promise<ReadonlyMap<Id, string>> {
  const ids = new Set(events.map(({ client }) => client).filter((client) => client !== null))
  const named = ids.size === 0 ? [] : await storage.nameClients([...ids])
  return new Map(named.map(({ id, clientId }) => [id, clientId]))
}
