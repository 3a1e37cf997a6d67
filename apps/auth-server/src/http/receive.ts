import { keptSource, StorageUnavailableError, type RequestFacts } from '@identity-hub/core'
import type { Context, Middleware } from 'koa'
import type { Dependencies } from '../dependencies.ts'
import { loggablePath } from './loggable-path.ts'
import { hasOneHost, readTarget } from './read-target.ts'
import { requestIds } from './request-ids.ts'
import { securityHeaders } from './security-headers.ts'
import { sendFailure } from './send-failure.ts'
import { sourceAddress } from './source-address.ts'
import { beginVisit, type Visit } from './visit.ts'

/**
 * Around everything: names the request (the name is always ours), reads the clock once, finds the address that it came
 * from, turns outages and bugs into answers without detail, and writes one line.
 */
export function receive(dependencies: Dependencies): Middleware {
  const { clock, random, settings } = dependencies
  const nextId = requestIds(random)
  const addressOf = sourceAddress(settings.trustedProxies)
  const always = securityHeaders(settings)
  return async (ctx, next) => {
    const now = clock()
    const facts: RequestFacts = { now, requestId: nextId(now), source: addressOf(ctx.req), random }
    const hasTarget = readTarget(ctx.req)
    const visit = beginVisit(ctx, facts, ['X-Request-Id', facts.requestId, ...always])
    try {
      if (hasTarget && hasOneHost(ctx.req)) await next()
      else {
        visit.reason = hasTarget ? 'host_malformed' : 'target_malformed'
        sendFailure(ctx, 400, 'malformed-request')
      }
    } catch (error) {
      answerFailure(ctx, visit, error, dependencies)
    }
    if (!ctx.res.headersSent) setHeaders(ctx, visit.headers)
    logRequest(ctx, visit, dependencies)
  }
}

function answerFailure(ctx: Context, visit: Visit, error: unknown, { log }: Dependencies): void {
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

function setHeaders({ res }: Context, headers: readonly string[]): void {
  for (let index = 0; index + 1 < headers.length; index += 2)
    res.setHeader(headers[index] ?? '', headers[index + 1] ?? '')
}

function logRequest({ req, res }: Context, visit: Visit, { log, clock }: Dependencies): void {
  const { facts, path, tenant, clientId, reason } = visit
  log.request({
    requestId: facts.requestId,
    method: req.method ?? '',
    path: loggablePath(path),
    status: res.statusCode,
    milliseconds: clock() - facts.now,
    source: keptSource(facts),
    tenant,
    clientId,
    reason,
  })
}
