import type { Client } from '../storage/records.ts'

/** `http://127.0.0.1…` or `http://[::1]…` with or without a port: the only place where a port may vary. */
const LOOPBACK = /^http:\/\/(127\.0\.0\.1|\[::1\])(?::([1-9][0-9]{0,4}))?(?=[/?]|$)/

export interface RedirectUriPolicy {
  /** Whether this server's own origin is http on a loopback address: then exact http loopback URIs are usable. */
  readonly serverOriginIsLoopbackHttp: boolean
}

/**
 * Whether a requested redirect_uri is one of the client's: equal byte for byte (RFC 9700 §2.1), or, for a native client,
 * equal but for the port of a loopback address (RFC 8252 §7.3).
 */
export function checkRedirectUri(
  client: Pick<Client, 'type' | 'redirectUris'>,
  requested: string,
  policy: RedirectUriPolicy,
): boolean {
  return client.redirectUris.some(
    (registered) => matches(client, registered, requested) && mayUse(client, requested, policy),
  )
}

function matches(client: Pick<Client, 'type'>, registered: string, requested: string): boolean {
  if (registered === requested) return true
  if (client.type !== 'native') return false
  const loopback = LOOPBACK.exec(registered)
  const other = LOOPBACK.exec(requested)
  if (loopback === null || other === null || loopback[1] !== other[1]) return false
  if (other[2] !== undefined && Number(other[2]) > 65_535) return false
  return registered.slice(loopback[0].length) === requested.slice(other[0].length)
}

// Registration refuses these already; a hub that moved to a public origin must not go on using what it registered before.
function mayUse(client: Pick<Client, 'type'>, uri: string, policy: RedirectUriPolicy): boolean {
  if (!uri.startsWith('http://')) return true
  return policy.serverOriginIsLoopbackHttp || (client.type === 'native' && LOOPBACK.test(uri))
}
