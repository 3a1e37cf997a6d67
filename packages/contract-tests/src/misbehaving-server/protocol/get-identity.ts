import type { Handlers } from '@identity-hub/koa-server'
import type { Visit } from '../http/visit.ts'
import { bearerChallenge } from './bearer-challenge.ts'
import { findLiveToken } from './find-live-token.ts'

/** RFC 6750 §2 and §3 */
export const getIdentity: Handlers<Visit>['getIdentity'] = ({ context: visit }) => {
  const { rules, tenant, ctx } = visit
  const inQuery = new URLSearchParams(ctx.querystring).get('access_token')
  const verdict = inQuery === null ? 'ignore' : rules.tokenInQuery(inQuery, ctx.req.headers.authorization)
  if (verdict === 'refuse')
    return bearerChallenge(tenant, 400, {
      error: 'invalid_request',
      error_description: 'Send the token in the Authorization header.',
    })
  const { authorization = verdict === 'take' ? `Bearer ${inQuery}` : undefined } = ctx.req.headers
  if (authorization === undefined) return bearerChallenge(tenant, 401, {})

  const value = rules.readBearer(authorization)
  const token = value === null ? undefined : findLiveToken(visit, value)
  if (token === undefined)
    return bearerChallenge(tenant, 401, {
      error: 'invalid_token',
      error_description: 'The token is unknown, expired or revoked.',
    })
  if (!rules.opensIdentity(token))
    return bearerChallenge(tenant, 403, {
      error: 'insufficient_scope',
      error_description: 'The token lacks the scope that this needs.',
      scope: 'profile',
    })
  return { status: 200, headers: { 'Cache-Control': 'no-store' }, body: rules.identity(token) }
}
