import { checkAccessToken, describeRefusal, formatScope, readBearerToken } from '@identity-hub/core'
import type { Handlers } from '@identity-hub/koa-server'
import type { Dependencies } from '../dependencies.ts'
import { openTenancy } from '../http/tenancy.ts'
import { visitOf } from '../http/visit.ts'
import { bearerError, challengeOf } from './bearer-challenge.ts'
import type { HandlerContext } from './context.ts'
import { unknownTenantResponse } from './json-responses.ts'

const NOT_CACHED = { 'Cache-Control': 'no-store' } as const

/** The hosted service's way to ask about a token: here it is the question, so that it is not good is an answer, too. */
export function verifyTokenHandler(dependencies: Dependencies): Handlers<HandlerContext>['verifyToken'] {
  return async ({ path, query, context: ctx }) => {
    const visit = visitOf(ctx)
    const tenancy = await openTenancy(dependencies, ctx, path.tenant)
    if (tenancy === null) return unknownTenantResponse
    const { storage, tenant, issuer } = tenancy
    const challenge = challengeOf(tenant.slug)
    const inQuery = tenant.accessTokenInQuery
    const presented = readBearerToken(ctx.req.headers.authorization, query, { inQuery })
    if (presented.outcome === 'absent') {
      visit.reason = 'token_missing'
      return challenge(401, {})
    }
    const check =
      presented.outcome === 'read' ? await checkAccessToken(storage, presented.token, visit.facts) : presented
    if (check.outcome === 'live') {
      visit.clientId = check.clientId
      const expires_in = Math.floor((check.expiresAt - visit.facts.now) / 1000)
      const body = { audience: check.clientId, expires_in, scope: formatScope(check.scopes) }
      return { status: 200, headers: NOT_CACHED, body }
    }
    visit.reason = check.reason
    const subjects = 'parties' in check ? check.parties?.subjects : undefined
    dependencies.hub.recordRefusal(tenant, describeRefusal(visit.facts, 'api.refused', check.reason, {}, subjects))
    return presented.outcome === 'refused'
      ? challenge(400, bearerError(presented.reason, issuer))
      : { status: 200, headers: NOT_CACHED, body: { error: 'invalid_token' } }
  }
}
