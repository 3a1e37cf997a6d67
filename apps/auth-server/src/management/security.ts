import type { HubScope } from '@identity-hub/core'
import { refuse, type SecurityFailure } from '@identity-hub/koa-server/management'
import type { Dependencies } from '../dependencies.ts'
import { visitOf } from '../http/visit.ts'
import type { Authenticate } from './authenticate.ts'
import type { ManagementContext } from './context.ts'
import { problemResponse } from './problems.ts'
import type { RequestRates } from './rate-limit.ts'
import { recordManagementRefusal } from './record-refusal.ts'

interface SecurityRequest {
  readonly operationId: string
  readonly token: string
  readonly scopes: readonly HubScope[]
  readonly context: ManagementContext
}

/** The document's security scheme: who asks, whether they ask too often, and whether they may. */
export function checkPrincipal({ hub }: Pick<Dependencies, 'hub'>, authenticate: Authenticate, rates: RequestRates) {
  return async (request: SecurityRequest) => {
    const { token, scopes, context } = request
    const authenticated = await authenticate(token, context)
    if (!authenticated.ok) {
      recordManagementRefusal(hub, request, authenticated.reason, authenticated.subjects)
      return refuse()
    }
    const { principal } = authenticated
    context.principal = principal
    const { kind, tenant, id } = principal
    const wait = kind === 'operator' ? null : rates.take(`${tenant} ${kind} ${id}`, context.facts.now)
    if (wait !== null) {
      // Not an event: whoever asks too often would fill them.
      visitOf(context.ctx).reason = 'too_many_requests'
      const problem = problemResponse(context.ctx, 'too_many_requests', `Try again in ${wait} seconds.`)
      context.refusal = { ...problem, headers: { ...problem.headers, 'Retry-After': wait } }
      return refuse({ status: 403 })
    }
    const missing = scopes.find((scope) => !principal.scopes.includes(scope))
    if (missing === undefined) return principal
    recordManagementRefusal(hub, request, 'scope_insufficient')
    context.refusal = insufficientScope(context, missing, `This needs the scope ${missing}.`)
    return refuse({ status: 403 })
  }
}

/** 403 with its challenge. RFC 6750 §3.1 */
export function insufficientScope({ ctx, tenant }: ManagementContext, scope: HubScope, detail: string) {
  const problem = problemResponse(ctx, 'insufficient_scope', detail)
  const challenge = `Bearer realm="${tenant.slug}", error="insufficient_scope", scope="${scope}"`
  return { ...problem, headers: { ...problem.headers, 'WWW-Authenticate': challenge } }
}

/** What credentials that are missing, or will not do, are answered. RFC 6750 §3 */
export function answerUnauthorized({ reason }: SecurityFailure, { ctx, tenant, refusal }: ManagementContext) {
  if (refusal !== null) return refusal
  if (reason !== 'refused') visitOf(ctx).reason = reason === 'missing' ? 'token_missing' : 'authorization_malformed'
  const realm = `Bearer realm="${tenant.slug}"`
  const [detail, challenge] =
    reason === 'missing'
      ? ['Send an access token in the Authorization header.', realm]
      : ['The access token is invalid, expired or revoked.', `${realm}, error="invalid_token"`]
  const problem = problemResponse(ctx, 'invalid_token', detail)
  return { ...problem, headers: { ...problem.headers, 'WWW-Authenticate': challenge } }
}
