import { revokeToken, type SecretGuesses } from '@identity-hub/core'
import type { Handlers } from '@identity-hub/koa-server'
import type { Dependencies } from '../dependencies.ts'
import { openTenancy } from '../http/tenancy.ts'
import { visitOf } from '../http/visit.ts'
import type { HandlerContext } from './context.ts'
import { ABOUT_A_TOKEN, refusesQuery } from './parameter-in-query.ts'
import { clientErrorResponse, invalidRequestResponse, NOT_CACHED, tooManyRequestsResponse } from './token-response.ts'

/** RFC 7009 §2. */
export function revokeTokenHandler(
  dependencies: Dependencies,
  guesses: SecretGuesses,
): Handlers<HandlerContext>['revokeToken'] {
  const { hub } = dependencies
  return async ({ path, body, context: ctx }) => {
    const visit = visitOf(ctx)
    const tenancy = await openTenancy(dependencies, ctx, path.tenant)
    if (tenancy === null) return invalidRequestResponse(404, 'There is no such tenant.')
    const { storage } = tenancy
    const form = { type: 'token.revocation_refused', clientId: body.client_id } as const
    if (refusesQuery(hub, tenancy.tenant, ctx, ABOUT_A_TOKEN, form))
      return clientErrorResponse('parameter_in_query', tenancy)
    const { authorization } = ctx.req.headers
    const { clientId, result } = await revokeToken({ hub, storage, guesses }, authorization, body, visit.facts)
    visit.clientId = clientId?.slice(0, 128) ?? null
    visit.reason = result.reason
    switch (result.outcome) {
      case 'ended':
        return { status: 200, headers: NOT_CACHED, body: {} }
      case 'throttled':
        return tooManyRequestsResponse(result.retryAfterSeconds, tenancy)
      case 'refused':
        return clientErrorResponse(result.reason, tenancy)
    }
  }
}
