import {
  authorize,
  checkAgainWhenStale,
  describeRefusal,
  findSignedIn,
  type AuthorizeOutcome,
  type PageReason,
} from '@identity-hub/core'
import type { Handlers, OperationResponse } from '@identity-hub/koa-server'
import type { Dependencies } from '../dependencies.ts'
import { openTenancy, type Tenancy } from '../http/tenancy.ts'
import { visitOf } from '../http/visit.ts'
import { interactionPath } from '../interactions/page-paths.ts'
import type { ErrorProblem } from '../pages/error-problem.ts'
import type { HandlerContext } from './context.ts'
import { errorPageResponse } from './error-page-response.ts'

const TOO_MANY_RETRY_SECONDS = 60

const PROBLEMS: Record<PageReason, ErrorProblem> = {
  client_id_missing: 'unknown-client',
  client_id_repeated: 'repeated-parameter',
  client_unknown: 'unknown-client',
  client_disabled: 'unknown-client',
  redirect_uri_missing: 'missing-redirect-uri',
  redirect_uri_repeated: 'repeated-parameter',
  redirect_uri_not_registered: 'invalid-redirect-uri',
}

/** RFC 6749 §4.1.1. The query comes as it was sent, because an error may be owed to the client as a redirect. */
export function authorizeHandler(
  dependencies: Dependencies,
): Handlers<HandlerContext, { authorize: false }>['authorize'] {
  return async ({ path, query, context: ctx }) => {
    const visit = visitOf(ctx)
    const answer = await checkAgainWhenStale(async () => {
      const tenancy = await openTenancy(dependencies, ctx, path.tenant)
      if (tenancy === null) return { outcome: 'unknown-tenant' as const }
      const outcome = await attempt(dependencies, tenancy, ctx, query)
      return outcome.outcome === 'stale' ? outcome : { outcome: 'known-tenant' as const, tenancy, result: outcome }
    })
    if (answer.outcome === 'unknown-tenant') return errorPageResponse(ctx, 404, 'unknown-tenant')
    const { tenancy, result: outcome } = answer
    visit.clientId = typeof query['client_id'] === 'string' ? query['client_id'].slice(0, 128) : null
    if ('reason' in outcome && outcome.reason !== null) {
      visit.reason = outcome.reason
      const [client, about] = outcome.outcome === 'respond' ? [outcome.client.id, outcome.about] : [null]
      const data = { ...about?.lacks, ...(visit.clientId !== null && { clientId: visit.clientId }) }
      const subjects = { client, subject: about?.accountId ?? null }
      dependencies.hub.recordRefusal(
        tenancy.tenant,
        describeRefusal(visit.facts, 'authorization.refused', outcome.reason, data, subjects),
      )
    }
    return respond(outcome, tenancy, ctx)
  }
}

async function attempt(
  { settings, keys }: Dependencies,
  { storage, issuer, cookies }: Tenancy,
  ctx: HandlerContext,
  query: Parameters<typeof authorize>[1],
): Promise<AuthorizeOutcome> {
  const { facts } = visitOf(ctx)
  const person = await findSignedIn(storage, cookies.sessionHash(), facts)
  const redirectUris = { serverOriginIsLoopbackHttp: settings.originIsLoopbackHttp }
  const isNew = cookies.read('browser') === null
  const browserValue = cookies.browser(facts.random)
  const authorization = { storage, issuer, redirectUris, keys, browserValue }
  return authorize(authorization, query, { isNew, person }, facts)
}

function respond(
  outcome: Exclude<AuthorizeOutcome, { outcome: 'stale' }>,
  tenancy: Tenancy,
  ctx: HandlerContext,
): OperationResponse<'authorize'> {
  switch (outcome.outcome) {
    case 'page':
      return errorPageResponse(ctx, 400, PROBLEMS[outcome.reason], { tenancy })
    // Nobody registers itself yet; until they can, the page ends the matter.
    case 'page-before-redirect':
      return errorPageResponse(ctx, 400, 'malformed-request', { tenancy, detail: outcome.reason })
    case 'respond':
      return { status: 303, headers: { Location: outcome.location, 'Cache-Control': 'no-store' } }
    case 'interact':
      return {
        status: 303,
        headers: { Location: interactionPath(tenancy.tenant.slug, outcome.interaction), 'Cache-Control': 'no-store' },
      }
    case 'too-many': {
      const page = errorPageResponse(ctx, 429, 'too-many-requests', {
        tenancy,
        retryAfterSeconds: TOO_MANY_RETRY_SECONDS,
      })
      return { ...page, headers: { ...page.headers, 'Retry-After': String(TOO_MANY_RETRY_SECONDS) } }
    }
  }
}
