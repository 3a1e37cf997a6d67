import type { Context, Middleware } from 'koa'
import type { HubStorage } from '@identity-hub/core'

const PREFLIGHT_SECONDS = 600
const TENANT_API = /^\/([^/]+)\/(?:oauth2\/v1\/token\/?|api\/identity\/v1)$/
const METADATA = /^\/\.well-known\/oauth-authorization-server\/[^/]+$/

/**
 * Lets scripts of a client's allowed origins read token and identity responses, never with cookies. Metadata is public,
 * so anybody's may read that. The authorization endpoint and the pages answer no origin: a browser navigates there.
 */
export function crossOrigin(hub: HubStorage): Middleware {
  return async (ctx, next) => {
    const origin = ctx.get('Origin')
    const isMetadata = METADATA.test(ctx.path)
    const tenant = TENANT_API.exec(ctx.path)?.[1]
    if (!isMetadata && tenant === undefined) return next()
    if (!isMetadata) ctx.vary('Origin')
    const allowed = isMetadata ? '*' : origin !== '' && (await isAllowed(hub, tenant ?? '', origin)) ? origin : null
    if (allowed !== null) {
      ctx.set('Access-Control-Allow-Origin', allowed)
      ctx.set('Access-Control-Expose-Headers', 'X-Request-Id, WWW-Authenticate, Retry-After')
    }
    if (ctx.method === 'OPTIONS' && origin !== '' && ctx.get('Access-Control-Request-Method') !== '')
      return answerPreflight(ctx, allowed !== null, isMetadata || ctx.path.includes('/api/') ? 'GET' : 'POST')
    return next()
  }
}

async function isAllowed(hub: HubStorage, slug: string, origin: string): Promise<boolean> {
  const opened = await hub.openTenant(slug)
  return opened.outcome === 'open' && (await opened.storage.findAllowedOrigin(origin)).outcome === 'allowed'
}

function answerPreflight(ctx: Context, allowed: boolean, method: string): void {
  if (allowed) {
    ctx.set('Access-Control-Allow-Methods', method)
    ctx.set('Access-Control-Allow-Headers', 'Authorization, Content-Type')
    ctx.set('Access-Control-Max-Age', String(PREFLIGHT_SECONDS))
  }
  ctx.body = null
  ctx.status = 204
}
