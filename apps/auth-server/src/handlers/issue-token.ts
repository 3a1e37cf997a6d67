import { issueToken } from '@identity-hub/core'
import type { Handlers } from '@identity-hub/koa-server'
import type { Dependencies } from '../dependencies.ts'
import { openTenancy } from '../http/tenancy.ts'
import { visitOf } from '../http/visit.ts'
import type { HandlerContext } from './context.ts'
import { invalidRequestResponse, tokenErrorResponse, tokenResponse } from './token-response.ts'

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
])

/** RFC 6749 §3.2. */
export function issueTokenHandler(dependencies: Dependencies): Handlers<HandlerContext>['issueToken'] {
  return async ({ path, body, context: ctx }) => {
    const visit = visitOf(ctx)
    const tenancy = await openTenancy(dependencies, ctx, path.tenant)
    if (tenancy === null) return invalidRequestResponse(404, 'There is no such tenant.')
    const { storage, tenant } = tenancy
    if (hasBodyParameterInQuery(ctx.querystring)) {
      visit.reason = 'parameter_in_query'
      return tokenErrorResponse('parameter_in_query', tenant.slug)
    }
    const { hub, keys } = dependencies
    const result = await issueToken({ hub, storage, keys }, authorizationOf(ctx), body, visit.facts)
    if (result.outcome === 'issued') return tokenResponse(result)
    visit.reason = result.reason
    return tokenErrorResponse(result.reason, tenant.slug)
  }
}

// Credentials and grants in a URL end up in logs and histories. RFC 6749 §2.3.1, §3.2.
function hasBodyParameterInQuery(querystring: string): boolean {
  if (querystring === '') return false
  return [...new URLSearchParams(querystring).keys()].some((name) => BODY_PARAMETERS.has(name))
}

function authorizationOf(ctx: HandlerContext): string | undefined {
  return ctx.req.headers.authorization
}
