import type { IncomingMessage } from 'node:http'
import proxyAddr from 'proxy-addr'
import { networkOf } from './network-of.ts'

/**
 * The address that limits count. Those in X-Forwarded-For are believed only as far as trusted proxies vouch for them,
 * from the right.
 */
export function sourceAddress(trustedProxies: readonly string[]): (request: IncomingMessage) => string | null {
  const trust = trustedProxies.length === 0 ? null : proxyAddr.compile([...trustedProxies])
  return (request) => {
    const direct = request.socket.remoteAddress
    if (direct === undefined) return null
    return networkOf(trust === null ? direct : proxyAddr(request, trust))
  }
}
