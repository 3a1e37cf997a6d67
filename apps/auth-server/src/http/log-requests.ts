import type { Middleware } from 'koa'
import type { Dependencies } from '../dependencies.ts'
import { visitOf } from './visit.ts'

/** One line a request: never its query, body, cookies or credentials. */
export function logRequests({ log, clock }: Dependencies): Middleware {
  return async (ctx, next) => {
    await next()
    const { facts, reason, tenant, clientId } = visitOf(ctx)
    log.info(
      {
        requestId: facts.requestId,
        method: ctx.method,
        path: ctx.path.slice(0, 200),
        status: ctx.status,
        ms: clock() - facts.now,
        source: facts.source,
        ...(tenant === null ? {} : { tenant }),
        ...(clientId === null ? {} : { clientId }),
        ...(reason === null ? {} : { reason }),
      },
      'request',
    )
  }
}
