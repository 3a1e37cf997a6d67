import type { EventType, HubEvent } from '../events/events.ts'
import type { TenantStorage } from '../storage/port.ts'
import { explainRequest, type ExplainedRequest } from './explain-request.ts'

const MOST_EVENTS = 200
const ENDS: readonly EventType[] = ['grant.revoked', 'code.replayed', 'refresh_token.reused']

/** A request's events and what they mean, with what had ended its grant before. */
export async function findExplanation(
  storage: TenantStorage,
  requestId: string,
): Promise<{ readonly events: readonly HubEvent[]; readonly explanation: ExplainedRequest }> {
  const { rows: events } = await storage.listEvents({ filter: { requestId }, after: null, limit: MOST_EVENTS })
  const grantId = events.find((event) => event.outcome === 'refused' && event.grantId !== null)?.grantId
  const { rows: earlier } =
    grantId == null
      ? { rows: [] }
      : await storage.listEvents({ filter: { grantId, types: ENDS }, after: null, limit: MOST_EVENTS })
  const lookUps = { requestId, eventRetentionDays: storage.tenant.eventRetentionDays }
  const explanation = explainRequest(events, {
    ...lookUps,
    earlier: earlier.filter((event) => event.requestId !== requestId),
  })
  return { events, explanation }
}
