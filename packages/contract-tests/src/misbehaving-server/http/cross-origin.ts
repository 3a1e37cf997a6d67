import type { Context } from 'koa'
import type { Rules } from '../rules/rules.ts'
import type { State } from '../state/tenant.ts'

const PROGRAM_PATH = /^\/([^/]+)\/(?:oauth2\/v1\/(?:token\/?|revoke|verify)|api\/identity\/v1)$/
const READ_ONLY = /\/(?:identity\/v1|verify)$/

/** Lets scripts of registered origins read what programs read; true: it was a preflight, which is answered. */
export function answerOrigin(ctx: Context, rules: Rules, state: State): boolean {
  if (ctx.path.startsWith('/.well-known/')) return rules.allowOrigin(ctx, '*', 'GET')
  const tenant = state.get(PROGRAM_PATH.exec(ctx.path)?.[1] ?? '')
  if (tenant === undefined) return rules.answerOtherOrigin(ctx)
  ctx.vary('Origin')
  const { origin } = ctx.req.headers
  if (origin === undefined) return false
  const method = READ_ONLY.test(ctx.path) ? 'GET' : 'POST'
  return rules.allowOrigin(ctx, rules.originIsAllowed(tenant, origin) ? origin : null, method)
}
