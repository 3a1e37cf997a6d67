import type { Middleware } from 'koa'
import { BodyTooLarge } from './read-form.ts'

/** What a deployer sets on every answer, refusals included: both libraries leave it to helmet and its like. */
export const securityHeaders: Middleware = async (ctx, next) => {
  ctx.set({
    'Content-Security-Policy': "default-src 'none'; base-uri 'none'; form-action 'self' https:; frame-ancestors 'none'",
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
  })
  try {
    await next()
  } catch (error) {
    // Koa would take the headers away again.
    if (!(error instanceof BodyTooLarge)) ctx.app.emit('error', error, ctx)
    ctx.status = error instanceof BodyTooLarge ? 413 : 500
  }
}
