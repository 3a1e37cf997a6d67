import type { IncomingMessage } from 'node:http'
import proxyAddr from 'proxy-addr'
import { networkOf } from './network-of.ts'

/**
 * The address that limits count. Those in X-Forwarded-For are believed only as far as trusted proxies vouch for them,
 * from the right.
 */
export function sourceAddress(trustedProxies: readonly string[]): (request: IncomingMessage) => string | null {
  const directly = (request: IncomingMessage): string | null => {
    const address = request.socket.remoteAddress
    return address === undefined ? null : networkOf(address)
  }
  if (trustedProxies.length === 0) return directly
  const trust = proxyAddr.compile([...trustedProxies])
  return (request) => (request.socket.remoteAddress === undefined ? null : networkOf(proxyAddr(request, trust)))
}
