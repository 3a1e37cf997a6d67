import { newId, StorageUnavailableError, type RequestFacts } from '@identity-hub/core'
import type { Context, Middleware } from 'koa'
import type { Dependencies } from '../dependencies.ts'
import { setSecurityHeaders } from './security-headers.ts'
import { readTarget } from './read-target.ts'
import { sendFailure } from './send-failure.ts'
import { sourceAddress } from './source-address.ts'
import { beginVisit, visitOf } from './visit.ts'

/**
 * Around everything: names the request (the name is always ours), reads the clock once, finds the address that it came
 * from, turns outages and bugs into answers without detail, and writes one line.
 */
export function receive(dependencies: Dependencies): Middleware {
  const { clock, random, settings } = dependencies
  const addressOf = sourceAddress(settings.trustedProxies)
  const setHeaders = setSecurityHeaders(settings)
  return async (ctx, next) => {
    const now = clock()
    const facts: RequestFacts = { now, requestId: newId(now, random), source: addressOf(ctx.req), random }
    const visit = beginVisit(ctx, facts)
    ctx.res.setHeader('X-Request-Id', facts.requestId)
    setHeaders(ctx.res)
    try {
      if (readTarget(ctx.req)) await next()
      else {
        visit.reason = 'target_malformed'
        sendFailure(ctx, 400, 'malformed-request')
      }
    } catch (error) {
      answerFailure(ctx, error, dependencies)
    }
    logRequest(ctx, dependencies)
  }
}

function answerFailure(ctx: Context, error: unknown, { log }: Dependencies): void {
  const visit = visitOf(ctx)
  const { requestId } = visit.facts
  if (error instanceof StorageUnavailableError) {
    visit.reason = 'storage_unavailable'
    log.error({ requestId, err: error }, 'storage unavailable')
    sendFailure(ctx, 503, 'temporarily-unavailable', { retryAfterSeconds: error.retryAfterSeconds })
  } else {
    visit.reason = 'internal_error'
    log.error({ requestId, err: error }, 'request failed')
    sendFailure(ctx, 500, 'internal-error')
  }
}

/** Never the query, the body, cookies or credentials. */
function logRequest(ctx: Context, { log, clock }: Dependencies): void {
  const { facts, reason, tenant, clientId } = visitOf(ctx)
  log.info(
    {
      requestId: facts.requestId,
      method: ctx.method,
      path: ctx.path.slice(0, 200),
      status: ctx.status,
      ms: clock() - facts.now,
      source: facts.source,
      ...(tenant === null ? undefined : { tenant }),
      ...(clientId === null ? undefined : { clientId }),
      ...(reason === null ? undefined : { reason }),
    },
    'request',
  )
}
