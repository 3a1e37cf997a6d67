import { introspectToken, TokenGuesses, type SecretGuesses } from '@identity-hub/core'
import type { Handlers } from '@identity-hub/koa-server'
import type { Dependencies } from '../dependencies.ts'
import { openTenancy } from '../http/tenancy.ts'
import { visitOf } from '../http/visit.ts'
import type { HandlerContext } from './context.ts'
import { ABOUT_A_TOKEN, refusesQuery } from './parameter-in-query.ts'
import { clientErrorResponse, invalidRequestResponse, NOT_CACHED, tooManyRequestsResponse } from './token-response.ts'

/** RFC 7662 §2. */
export function introspectTokenHandler(
  dependencies: Dependencies,
  guesses: SecretGuesses,
): Handlers<HandlerContext>['introspectToken'] {
  const { hub } = dependencies
  const tokenGuesses = new TokenGuesses()
  return async ({ path, body, context: ctx }) => {
    const visit = visitOf(ctx)
    const tenancy = await openTenancy(dependencies, ctx, path.tenant)
    if (tenancy === null) return invalidRequestResponse(404, 'There is no such tenant.')
    const { storage, issuer } = tenancy
    const form = { type: 'token.introspection_refused', clientId: body.client_id } as const
    if (refusesQuery(hub, tenancy.tenant, ctx, ABOUT_A_TOKEN, form))
      return clientErrorResponse('parameter_in_query', tenancy)
    const settings = { hub, storage, issuer, guesses, tokenGuesses }
    const { authorization } = ctx.req.headers
    const { clientId, result } = await introspectToken(settings, authorization, body, visit.facts)
    visit.clientId = clientId?.slice(0, 128) ?? null
    visit.reason = result.reason
    switch (result.outcome) {
      case 'described':
        return { status: 200, headers: NOT_CACHED, body: result.description }
      case 'throttled':
        return tooManyRequestsResponse(result.retryAfterSeconds, tenancy)
      case 'refused':
        return clientErrorResponse(result.reason, tenancy)
    }
  }
}
