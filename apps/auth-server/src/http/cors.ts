import type { HubStorage } from '@identity-hub/core'
import type { Context } from 'koa'
import type { EarlyAnswer } from './answer-early.ts'
import { visitOf } from './visit.ts'

const PREFLIGHT_SECONDS = 600
const TENANT_API = /^\/([^/]+)\/(?:oauth2\/v1\/(?:token\/?|revoke|verify)|api\/identity\/v1)$/
const READ_ONLY = /\/(?:api\/.*|verify)$/
const METADATA = '/.well-known/oauth-authorization-server/'

/**
 * Lets scripts of a client's allowed origins read what the endpoints for public clients answer, never with cookies.
 * Metadata is public, so anybody's may read that. The authorization endpoint and the pages answer no origin, because a
 * browser navigates there, nor does introspection, because no script keeps a secret.
 */
export function crossOrigin(hub: HubStorage): EarlyAnswer {
  return (ctx) => {
    const { path, headers } = visitOf(ctx)
    if (path.startsWith(METADATA)) return allow(ctx, '*', 'GET')
    const tenant = TENANT_API.exec(path)?.[1]
    if (tenant === undefined) return false
    headers.push('Vary', 'Origin')
    const { origin } = ctx.req.headers
    return origin !== undefined && answerOrigin(ctx, hub, tenant, origin)
  }
}

async function answerOrigin(ctx: Context, hub: HubStorage, slug: string, origin: string): Promise<boolean> {
  const opened = await hub.openTenant(slug)
  const allowed = opened.outcome === 'open' && (await opened.storage.findAllowedOrigin(origin)).outcome === 'allowed'
  return allow(ctx, allowed ? origin : null, READ_ONLY.test(ctx.path) ? 'GET' : 'POST')
}

/** Whether that was the whole answer: to a preflight it is. */
function allow(ctx: Context, origin: string | null, method: string): boolean {
  if (origin !== null)
    visitOf(ctx).headers.push(
      'Access-Control-Allow-Origin',
      origin,
      'Access-Control-Expose-Headers',
      'X-Request-Id, WWW-Authenticate, Retry-After',
    )
  const { headers } = ctx.req
  const isPreflight =
    ctx.method === 'OPTIONS' && headers.origin !== undefined && headers['access-control-request-method'] !== undefined
  if (!isPreflight) return false
  if (origin !== null) {
    ctx.set('Access-Control-Allow-Methods', method)
    ctx.set('Access-Control-Allow-Headers', 'Authorization, Content-Type')
    ctx.set('Access-Control-Max-Age', String(PREFLIGHT_SECONDS))
  }
  ctx.body = null
  ctx.status = 204
  return true
}
