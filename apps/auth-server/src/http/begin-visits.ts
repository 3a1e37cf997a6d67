import { newId } from '@identity-hub/core'
import type { Middleware } from 'koa'
import proxyAddr from 'proxy-addr'
import type { Dependencies } from '../dependencies.ts'
import { networkOf } from './network-of.ts'
import { beginVisit } from './visit.ts'

/** Names the request (the name is always ours), reads the clock once, and finds the address that it came from. */
export function beginVisits({ clock, random, settings }: Dependencies): Middleware {
  // Addresses in X-Forwarded-For count only as far as trusted proxies vouch for them, from the right.
  const trust = proxyAddr.compile([...settings.trustedProxies])
  const behindProxy = settings.trustedProxies.length > 0
  return async (ctx, next) => {
    const now = clock()
    const requestId = newId(now, random)
    const source = behindProxy ? proxyAddr(ctx.req, trust) : (ctx.req.socket.remoteAddress ?? null)
    beginVisit(ctx, { now, requestId, source: source === null ? null : networkOf(source), random })
    ctx.set('X-Request-Id', requestId)
    await next()
  }
}
