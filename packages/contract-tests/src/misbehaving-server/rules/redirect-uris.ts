import type { Client } from '../state/records.ts'
import type { Tenant } from '../state/tenant.ts'

const LOOPBACK = /^http:\/\/(127\.0\.0\.1|\[::1\])(?::([1-9][0-9]{0,4}))?(?=[/?]|$)/

/** `http://127.0.0.1:51004/cb` as its host and what follows the port; null: no loopback address, or no such port. */
export function loopbackParts(uri: string): { readonly host: string; readonly rest: string } | null {
  const [whole = '', host = '', port] = LOOPBACK.exec(uri) ?? []
  return host === '' || Number(port ?? 0) > 65_535 ? null : { host, rest: uri.slice(whole.length) }
}

export const redirectUriRules = {
  /** Equal byte for byte. RFC 9700 §2.1 */
  redirectUriFits(_client: Client, registered: string, requested: string, _tenant: Tenant): boolean {
    return registered === requested
  },

  /** A native app listens on whatever port it gets. RFC 8252 §7.3 */
  loopbackFits(client: Client, registered: string, requested: string): boolean {
    if (client.type !== 'native') return false
    const [known, asked] = [loopbackParts(registered), loopbackParts(requested)]
    return known !== null && known.host === asked?.host && known.rest === asked.rest
  },

  /** What a request without one means; undefined: it has to name one. RFC 6749 §3.1.2.3 */
  defaultRedirectUri(client: Client): string | undefined {
    return client.redirectUris.length === 1 ? client.redirectUris[0] : undefined
  },

  /** A redirect_uri that was sent more than once. */
  pickRedirectUri(_sent: readonly string[]): string | undefined {
    return undefined
  },
}
