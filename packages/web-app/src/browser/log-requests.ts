import { randomUUID } from 'node:crypto'
import type { Middleware } from 'koa'
import type { Logger } from 'pino'
import { describeError } from './describe-error.ts'
import { answerPage } from './answer.ts'

/**
 * One line per request, and the page for what nobody expected. The line has the path without its query, which may hold
 * a code.
 */
export function logRequests(
  log: Logger,
  options: {
    /** What the person sees then. */
    readonly failurePage: (requestId: string) => string
  },
): Middleware {
  return async (ctx, next) => {
    const requestId = randomUUID()
    const startedAt = performance.now()
    ctx.set('X-Request-Id', requestId)
    try {
      await next()
    } catch (error) {
      log.error({ requestId, error: describeError(error) }, 'request failed')
      answerPage(ctx, options.failurePage(requestId), 500)
    }
    const milliseconds = Math.round(performance.now() - startedAt)
    log.info({ requestId, method: ctx.method, path: ctx.path, status: ctx.status, milliseconds }, 'request')
  }
}
