import type { Context } from 'koa'
import { sendNotice } from '../pages/page.ts'
import type { Rules } from '../rules/rules.ts'

/** Where programs call, a failure is JSON; elsewhere it is a page. */
const PROGRAM_PATH = /^\/(?:[^/]+\/(?:oauth2\/v1\/(?!auth\/?$).*|api\/.*)|\.well-known\/.*)$/

/** A request that reaches nothing. */
export function sendNothingHere(ctx: Context, rules: Rules, status = 404): void {
  if (!PROGRAM_PATH.test(ctx.path)) return sendNotice(ctx, rules, status, 'There is nothing here.')
  ctx.set('Cache-Control', 'no-store')
  ctx.set('Pragma', 'no-cache')
  ctx.set('Content-Type', 'application/json;charset=UTF-8')
  ctx.status = status
  ctx.body = JSON.stringify({ error: 'invalid_request', error_description: 'There is nothing here.' })
}

/** The tenant that a path names. */
export function slugOf(path: string): string {
  const [, first = '', second = '', third = ''] = path.split('/')
  return first === '.well-known' && second === 'oauth-authorization-server' ? third : first
}
