import type { Context, Middleware } from 'koa'
import { answerPage } from '@identity-hub/web-app'
import { messagePage } from '../pages/message-page.ts'

export type Handler = (ctx: Context) => void | Promise<void>

/** Path, then method. A path that is not here is left to what comes next. */
export type Routes = Readonly<Record<string, { readonly GET?: Handler; readonly POST?: Handler }>>

export function routes(table: Routes): Middleware {
  const byPath = new Map(Object.entries(table))
  return async (ctx, next) => {
    const route = byPath.get(ctx.path)
    if (!route) return next()
    // HEAD is GET, whose body Koa leaves out. RFC 9110 §9.3.2
    const handler =
      ctx.method === 'GET' || ctx.method === 'HEAD' ? route.GET : ctx.method === 'POST' ? route.POST : undefined
    if (handler) return handler(ctx)
    ctx.set('Allow', [route.GET && 'GET, HEAD', route.POST && 'POST'].filter(Boolean).join(', '))
    answerPage(ctx, messagePage('method-not-allowed'), 405)
  }
}

export const notFound: Handler = (ctx) => answerPage(ctx, messagePage('not-found'), 404)
