import { findExplanation, type HubEvent } from '@identity-hub/core'
import { unknown } from '../../administration/administration.ts'
import type { ClientIds } from '../../administration/events/client-ids.ts'
import { countEvents } from '../../administration/events/count-events.ts'
import type { Dependencies } from '../../dependencies.ts'
import { administrationOf } from '../administration-of.ts'
import { answerPage } from '../answer-page.ts'
import type { ManagementHandlers, ManagementRequest } from '../context.ts'
import { eventFilterOf } from '../event-filter.ts'
import { listOfClient } from '../list-of-client.ts'
import { sentence } from '../problems.ts'
import { answerBody, answerProblem, answerRefusal } from '../respond.ts'
import { viewCount, viewEvent } from '../view-event.ts'
import { instant } from '../views.ts'

type Room = Pick<ManagementHandlers, 'listEvents' | 'getStatistics' | 'explainRequest'>

/** What happened, and why. */
export function eventHandlers(dependencies: Dependencies, clientIds: ClientIds): Room {
  const { hub } = dependencies

  async function viewEvents({ context, security }: ManagementRequest, events: readonly HubEvent[]) {
    const view = {
      clientIds: await clientIds.ofEvents(context.storage, events),
      withPersonal: security.accessToken.scopes.includes('hub.users.read'),
    }
    return events.map((event) => viewEvent(event, view))
  }

  return {
    listEvents: (request) => {
      const { storage } = request.context
      const filter = eventFilterOf(request.query)
      if (filter === null) return answerProblem(hub, request, 'invalid_request', NO_INSTANT)
      const list = listOfClient(storage, request.query.client_id, async ({ client, ...page }) => {
        const { rows, next } = await storage.listEvents({
          ...page,
          filter: { ...filter, ...(client !== undefined && { client }) },
        })
        return { rows: await viewEvents(request, rows), next }
      })
      return answerPage(dependencies, request, list, (event) => event)
    },
    getStatistics: async (request) => {
      const { since, until, interval = 'day' } = request.query
      const [from, to] = [Date.parse(since), until === undefined ? null : Date.parse(until)]
      if (Number.isNaN(from) || Number.isNaN(to)) return answerProblem(hub, request, 'invalid_request', NO_INSTANT)
      const administration = administrationOf(dependencies, request)
      const counted = await countEvents(administration, request.context.storage, { since: from, until: to, interval })
      if (!counted.ok) return answerProblem(hub, request, 'invalid_request', sentence(counted.problem))
      const { countedUntil, counts } = counted.value
      return answerBody({ interval, counted_until: instant(countedUntil), counts: counts.map(viewCount) })
    },
    explainRequest: async (request) => {
      const { request_id: id } = request.path
      const { events, explanation } = await findExplanation(request.context.storage, id)
      if (events.length === 0) return answerRefusal(hub, request, unknown('request', explanation.sentence))
      const { reason, sentence: why, advice, sections } = explanation
      return answerBody({
        request_id: id,
        reason,
        sentence: why,
        advice,
        sections: [...sections],
        events: await viewEvents(request, events),
      })
    },
  }
}

const NO_INSTANT = 'There is no such instant.'
