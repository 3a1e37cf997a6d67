import type { Middleware } from 'koa'
import { sendFailure } from './send-failure.ts'
import { visitOf } from './visit.ts'

const MAX_URL_BYTES = 8192

/**
 * A URL that is too long, or a path spelled in another way than ours: no path of ours needs an escape, so an escaped one
 * is an attempt to look like another tenant's.
 */
export const refuseOddUrls: Middleware = async (ctx, next) => {
  if (ctx.url.length > MAX_URL_BYTES) {
    visitOf(ctx).reason = 'uri_too_long'
    return sendFailure(ctx, 414, 'uri-too-long')
  }
  if (ctx.path.includes('%') || ctx.path.includes(';') || ctx.path.includes('//')) {
    visitOf(ctx).reason = 'path_not_canonical'
    return sendFailure(ctx, 404, 'not-found')
  }
  return next()
}
