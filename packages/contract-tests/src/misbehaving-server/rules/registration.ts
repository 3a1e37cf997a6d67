import type { ClientRegistration } from '../../target.ts'
import type { Tenant } from '../state/tenant.ts'

const RESPONSE_PARAMETERS = new Set(['code', 'state', 'iss', 'error', 'error_description', 'error_uri', 'response'])
const LOOPBACK_ORIGIN = /^http:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/

export const registrationRules = {
  /** Why a redirect URI cannot be registered; null: it can. RFC 6749 §3.1.2, RFC 8252 §7 */
  registrationProblem(type: ClientRegistration['type'], uri: string, origin: string): string | null {
    if (!this.isAbsolute(uri)) return 'It is not an absolute URI.'
    if (this.hasFragment(uri)) return 'It has a fragment.'
    if (this.hasPattern(uri)) return 'It is a pattern.'
    if (!this.schemeIsAllowed(type, uri, origin)) return 'Its scheme is not allowed.'
    if (this.queryNames(uri).some((name) => RESPONSE_PARAMETERS.has(name))) return 'Its query belongs to the response.'
    return null
  },

  isAbsolute(uri: string): boolean {
    return URL.canParse(uri) && !/^https?:(?!\/\/[^/?#])/i.test(uri)
  },

  hasFragment(uri: string): boolean {
    return uri.includes('#')
  },

  hasPattern(uri: string): boolean {
    return uri.includes('*')
  },

  schemeIsAllowed(type: ClientRegistration['type'], uri: string, origin: string): boolean {
    if (uri.startsWith('https://')) return true
    if (uri.startsWith('http://')) return this.httpIsAllowed(type, new URL(uri).hostname, origin)
    return type === 'native' && this.privateSchemeIsAllowed(uri)
  },

  /** For native apps on loopback literals; for all while the server itself is on loopback. */
  httpIsAllowed(type: ClientRegistration['type'], hostname: string, origin: string): boolean {
    if (type === 'native') return ['127.0.0.1', '[::1]'].includes(hostname)
    return LOOPBACK_ORIGIN.test(origin) && ['localhost', '127.0.0.1', '[::1]'].includes(hostname)
  },

  /** A reversed domain name. RFC 8252 §7.1 */
  privateSchemeIsAllowed(uri: string): boolean {
    return /^[a-z][a-z0-9-]*(\.[a-z0-9-]+)+:/.test(uri)
  },

  /** Decoded names of the query. */
  queryNames(uri: string): readonly string[] {
    return [...new URL(uri).searchParams.keys()]
  },

  /** RFC 6749 §4.4: only confidential clients. */
  mayRegisterGrantTypes(type: ClientRegistration['type'], grantTypes: readonly string[]): boolean {
    return type === 'confidential' || !grantTypes.includes('client_credentials')
  },

  /** No client is mistaken for a person. RFC 9068 §5 */
  clientIdIsFree(tenant: Tenant, clientId: string): boolean {
    return !tenant.accounts.has(clientId) && !tenant.clients.has(clientId)
  },

  /** The newest two: apps change over one after the other. */
  secretsAfterRotation(secrets: readonly string[], next: string): readonly string[] {
    return [...secrets.slice(-1), next]
  },
}
