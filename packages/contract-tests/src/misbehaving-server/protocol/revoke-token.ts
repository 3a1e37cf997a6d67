import type { Handlers } from '@identity-hub/koa-server'
import type { Visit } from '../http/visit.ts'
import { authenticateClient, badRequest, checkParameters, notCached } from './authenticate-client.ts'

/** RFC 7009 §2: the owner ends a token; to everybody else the answer is the same. */
export const revokeToken: Handlers<Visit, { revokeToken: false }>['revokeToken'] = ({ body, context: visit }) => {
  const { rules, tenant } = visit
  const problem = checkParameters(visit, body)
  if (problem !== null) return problem
  const value = rules.parameter(body, 'token')
  if (value === undefined) return badRequest('token is missing.')
  const client = authenticateClient(visit, body)
  if ('status' in client) return client
  const hint = rules.parameter(body, 'token_type_hint')
  const refreshToken = rules.findRefreshToken(tenant, value)
  const accessToken = rules.findAccessToken(tenant, value)
  const { grant } = refreshToken ?? accessToken ?? {}
  const own = grant !== undefined && rules.mayRevoke(client, grant, hint)
  const refusal = rules.revocationProblem(grant, own)
  if (refusal !== null) return badRequest(refusal)
  if (own && refreshToken !== undefined) rules.revokeRefreshToken(refreshToken, tenant)
  if (own && accessToken !== undefined) rules.revokeAccessToken(accessToken, tenant)
  return { status: 200, headers: notCached, body: {} }
}
