import type { Handlers } from '@identity-hub/koa-server'
import type { Visit } from '../http/visit.ts'
import { bearerChallenge } from './bearer-challenge.ts'
import { findLiveToken } from './find-live-token.ts'

/** Whom a token is for, in the hosted service's words. */
export const verifyToken: Handlers<Visit>['verifyToken'] = ({ query, context: visit }) => {
  const { rules, tenant, ctx } = visit
  const inQuery = query.access_token
  const refuse = (error_description: string) =>
    bearerChallenge(tenant, 400, { error: 'invalid_request', error_description })
  if (inQuery !== undefined && !rules.verifiesTokenInQuery())
    return refuse('Send the token in the Authorization header.')
  const authorization = inQuery === undefined ? ctx.req.headers.authorization : `Bearer ${inQuery}`
  if (authorization === undefined || !/^bearer\b/i.test(authorization)) return bearerChallenge(tenant, 401, {})
  const value = rules.readBearer(authorization)
  if (value === null) return refuse('The token cannot be read.')
  const token = findLiveToken(visit, value)
  return { status: 200, headers: { 'Cache-Control': 'no-store' }, body: rules.verification(token, value) }
}
