import type { Context } from 'koa'

export const htmlType = 'text/html;charset=UTF-8'

export function answerPage(ctx: Context, page: string, status = 200): void {
  ctx.set('Content-Type', htmlType)
  ctx.body = page
  ctx.status = status
}

/** 303: whatever the request was, the next one is a GET. RFC 9110 §15.4.4 */
export function redirect(ctx: Context, location: string): void {
  ctx.body = null
  ctx.set('Location', location)
  ctx.status = 303
}
