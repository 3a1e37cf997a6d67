import type { Context } from 'koa'
import { contentSecurityPolicy } from '../pages/content-security-policy.ts'

/** A page of our own: kept by no cache, framed by nobody, without script. */
export function sendPage(ctx: Context, status: number, html: string, formAction: readonly string[] = ["'self'"]): void {
  setPageHeaders(ctx, formAction)
  ctx.set('Cache-Control', 'no-store')
  ctx.set('Content-Type', 'text/html;charset=UTF-8')
  ctx.body = html
  ctx.status = status
}

/**
 * @param formAction what the page's forms lead to; browsers hold redirects after the POST to it as well, so the redirect
 *   URI is named beside `'self'`
 */
export function setPageHeaders(ctx: Context, formAction: readonly string[]): void {
  ctx.set('Content-Security-Policy', contentSecurityPolicy({ formAction }))
  ctx.set('X-Frame-Options', 'DENY')
  ctx.set('Cross-Origin-Opener-Policy', 'same-origin')
}

/** 303 and never 307, so that no browser posts a password onward. RFC 9700 §4.12. */
export function seeOther(ctx: Context, location: string): void {
  ctx.set('Location', location)
  ctx.set('Cache-Control', 'no-store')
  ctx.body = null
  ctx.status = 303
}
