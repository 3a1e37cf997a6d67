import { StorageUnavailableError } from '@identity-hub/core'
import type { Middleware } from 'koa'
import type { Dependencies } from '../dependencies.ts'
import { sendFailure } from './send-failure.ts'
import { visitOf } from './visit.ts'

/** Outages and bugs become answers without detail; the log has the rest under the request id. */
export function answerFailures({ log }: Dependencies): Middleware {
  return async (ctx, next) => {
    try {
      await next()
    } catch (error) {
      const visit = visitOf(ctx)
      const outage = error instanceof StorageUnavailableError
      visit.reason = outage ? 'storage_unavailable' : 'internal_error'
      log.error({ requestId: visit.facts.requestId, err: error }, outage ? 'storage unavailable' : 'request failed')
      if (outage) sendFailure(ctx, 503, 'temporarily-unavailable', { retryAfterSeconds: error.retryAfterSeconds })
      else sendFailure(ctx, 500, 'internal-error')
    }
  }
}
