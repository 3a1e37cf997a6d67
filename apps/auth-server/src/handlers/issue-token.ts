import { issueToken, type SecretGuesses } from '@identity-hub/core'
import type { Handlers } from '@identity-hub/koa-server'
import type { Dependencies } from '../dependencies.ts'
import { openTenancy } from '../http/tenancy.ts'
import { visitOf } from '../http/visit.ts'
import type { HandlerContext } from './context.ts'
import { refusesQuery } from './parameter-in-query.ts'
import { invalidRequestResponse, tokenErrorResponse, tokenResponse, tooManyRequestsResponse } from './token-response.ts'

const BODY_PARAMETERS = new Set([
  'grant_type',
  'code',
  'redirect_uri',
  'code_verifier',
  'refresh_token',
  'scope',
  'resource',
  'client_id',
  'client_secret',
  'client_assertion',
])

/** RFC 6749 §3.2. */
export function issueTokenHandler(
  dependencies: Dependencies,
  guesses: SecretGuesses,
): Handlers<HandlerContext>['issueToken'] {
  const { hub, keys } = dependencies
  return async ({ path, body, context: ctx }) => {
    const visit = visitOf(ctx)
    const tenancy = await openTenancy(dependencies, ctx, path.tenant)
    if (tenancy === null) return invalidRequestResponse(404, 'There is no such tenant.')
    const { storage } = tenancy
    const form = { type: 'token.refused', clientId: body.client_id } as const
    if (refusesQuery(hub, tenancy.tenant, ctx, BODY_PARAMETERS, form))
      return tokenErrorResponse('parameter_in_query', tenancy)
    const { authorization } = ctx.req.headers
    const { clientId, result } = await issueToken({ hub, storage, keys, guesses }, authorization, body, visit.facts)
    visit.clientId = clientId?.slice(0, 128) ?? null
    if (result.outcome === 'issued') return tokenResponse(result)
    visit.reason = result.reason
    return result.outcome === 'throttled'
      ? tooManyRequestsResponse(result.retryAfterSeconds, tenancy)
      : tokenErrorResponse(result.reason, tenancy)
  }
}
