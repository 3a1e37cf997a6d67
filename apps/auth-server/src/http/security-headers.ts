import type { Middleware } from 'koa'
import type { ServerSettings } from '../dependencies.ts'

const TWO_YEARS_SECONDS = 63_072_000

/** On every response; pages add theirs in `send-page.ts`. */
export function securityHeaders({ secure }: ServerSettings): Middleware {
  return async (ctx, next) => {
    ctx.set('X-Content-Type-Options', 'nosniff')
    ctx.set('Referrer-Policy', 'no-referrer')
    if (secure) ctx.set('Strict-Transport-Security', `max-age=${TWO_YEARS_SECONDS}`)
    await next()
  }
}
