import type { PageRequest } from '@identity-hub/core'
import { findGrant, revokeGrant } from '../../administration/access/grants.ts'
import { endSession, endUserSessions } from '../../administration/access/sessions.ts'
import { liftThrottle, readThrottleFilter } from '../../administration/access/throttles.ts'
import { withdrawConsentOf } from '../../administration/access/withdraw-consent.ts'
import { unknown } from '../../administration/administration.ts'
import { findClient } from '../../administration/find-client.ts'
import type { Dependencies } from '../../dependencies.ts'
import { administrationOf } from '../administration-of.ts'
import { answerPage } from '../answer-page.ts'
import { listOfClient } from '../list-of-client.ts'
import type { ManagementHandlers } from '../context.ts'
import { sentence } from '../problems.ts'
import { ANSWER_DONE, answerBody, answerProblem, answerRefusal } from '../respond.ts'
import { viewConsent, viewGrant, viewSession, viewThrottle } from '../view-access.ts'

type Room = Pick<
  ManagementHandlers,
  | 'listSessions'
  | 'endSession'
  | 'endUserSessions'
  | 'listConsents'
  | 'withdrawConsent'
  | 'listGrants'
  | 'getGrant'
  | 'revokeGrant'
  | 'listThrottles'
  | 'liftThrottle'
>

/** Who has access, and taking it away. */
export function accessHandlers(dependencies: Dependencies): Room {
  const { hub } = dependencies
  return {
    listSessions: (request) => {
      const { storage, facts } = request.context
      const filter = { ...accountOf(request.query), now: facts.now }
      return answerPage(dependencies, request, (page) => storage.listSessions({ ...filter, ...page }), viewSession)
    },
    endSession: async (request) => {
      const administration = administrationOf(dependencies, request)
      const ended = await endSession(administration, request.context.storage, request.path.session_id)
      return ended.ok ? ANSWER_DONE : answerRefusal(hub, request, ended)
    },
    endUserSessions: async (request) => {
      const administration = administrationOf(dependencies, request)
      const ended = await endUserSessions(administration, request.context.storage, request.path.user_id)
      return ended.ok ? ANSWER_DONE : answerRefusal(hub, request, ended)
    },
    listConsents: (request) => {
      const { storage } = request.context
      const list = listOfClient(storage, request.query.client_id, (filter) =>
        storage.listConsents({ ...accountOf(request.query), ...filter }),
      )
      return answerPage(dependencies, request, list, viewConsent)
    },
    withdrawConsent: async (request) => {
      const { storage } = request.context
      const { user_id: id, client_id: clientId } = request.path
      const client = await findClient(storage, clientId)
      if (!client.ok) return answerRefusal(hub, request, client)
      const withdrawn = await withdrawConsentOf(administrationOf(dependencies, request), storage, id, client.value)
      if (!withdrawn.ok) return answerRefusal(hub, request, withdrawn)
      if (withdrawn.value.changed) return ANSWER_DONE
      return answerRefusal(hub, request, unknown('consent', `the user ${id} has not allowed ${clientId} anything`))
    },
    listGrants: (request) => {
      const { storage, facts } = request.context
      const { now } = facts
      const { live, client_id: clientId } = request.query
      const list = listOfClient(storage, clientId, (filter) =>
        storage.listGrants({ ...accountOf(request.query), ...(live !== undefined && { live }), ...filter, now }),
      )
      return answerPage(dependencies, request, list, (grant) => viewGrant(grant, now))
    },
    getGrant: async (request) => {
      const { storage, facts } = request.context
      const grant = await findGrant(storage, request.path.grant_id)
      return grant.ok ? answerBody(viewGrant(grant.value, facts.now)) : answerRefusal(hub, request, grant)
    },
    revokeGrant: async (request) => {
      const administration = administrationOf(dependencies, request)
      const revoked = await revokeGrant(administration, request.context.storage, request.path.grant_id)
      return revoked.ok ? ANSWER_DONE : answerRefusal(hub, request, revoked)
    },
    listThrottles: (request) => {
      const { storage, facts } = request.context
      const { user_id: userId, address } = request.query
      const filter = readThrottleFilter({
        ...(userId !== undefined && { userId }),
        ...(address !== undefined && { address }),
      })
      if (!filter.ok) return answerProblem(hub, request, 'invalid_request', sentence(filter.problem))
      const { now } = facts
      const list = (page: PageRequest) => storage.listThrottles({ ...filter.value, ...page, now })
      return answerPage(dependencies, request, list, viewThrottle)
    },
    liftThrottle: async (request) => {
      const administration = administrationOf(dependencies, request)
      const lifted = await liftThrottle(administration, request.context.storage, request.path.throttle_id)
      return lifted.ok ? ANSWER_DONE : answerRefusal(hub, request, lifted)
    },
  }
}

function accountOf({ user_id: accountId }: { readonly user_id?: string }): { readonly accountId?: string } {
  return accountId === undefined ? {} : { accountId }
}
