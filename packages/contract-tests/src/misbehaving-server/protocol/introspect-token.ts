import type { Handlers } from '@identity-hub/koa-server'
import type { Visit } from '../http/visit.ts'
import {
  authenticateClient,
  badRequest,
  checkParameters,
  invalidClient,
  notCached,
  tooManyRequests,
} from './authenticate-client.ts'
import { findLiveToken } from './find-live-token.ts'

/** RFC 7662 §2: a confidential client asks about its own access tokens; nothing else is active. */
export const introspectToken: Handlers<Visit, { introspectToken: false }>['introspectToken'] = ({
  body,
  context: visit,
}) => {
  const { rules, tenant, issuer } = visit
  const problem = checkParameters(visit, body)
  if (problem !== null) return problem
  const value = rules.parameter(body, 'token')
  if (value === undefined) return badRequest('token is missing.')
  const client = authenticateClient(visit, body)
  if ('status' in client) return client
  if (!rules.mayIntrospect(client)) return invalidClient(tenant)
  const token = findLiveToken(visit, value)
  const hint = rules.parameter(body, 'token_type_hint')
  if (token !== undefined && rules.hintFits(hint) && rules.introspectionIsFor(client, token.grant))
    return { status: 200, headers: notCached, body: rules.introspection(token, issuer) }
  const refused = rules.takeAttempt(tenant, rules.introspectionLimits(client.clientId))
  if (refused !== null) return tooManyRequests(refused.retryAfterSeconds)
  return { status: 200, headers: notCached, body: rules.inactive(value) }
}
