import { parseSetCookie } from '../browser/cookie-jar.ts'
import type { Rule } from './breaches.ts'

const yearSeconds = 31_536_000

/** HSTS for a year where the server is https; none where it is not. RFC 6797 §7.2 */
export function strictTransport(secure: boolean): Rule {
  return ({ headers }) => {
    const header = headers.get('strict-transport-security')
    const seconds = Number(/max-age=(\d+)/.exec(header ?? '')?.[1] ?? 0)
    return (secure ? seconds >= yearSeconds : header === null)
      ? null
      : `Strict-Transport-Security: ${header ?? 'missing'}`
  }
}

export const namesNoSoftware: Rule = ({ headers }) => headers.get('server') ?? headers.get('x-powered-by')

export const hasCharset: Rule = ({ headers }) => {
  const type = headers.get('content-type') ?? 'no content type'
  return /;\s*charset=utf-8$/i.test(type) ? null : type
}

/** Never one that may repeat the request. RFC 9700 §4.12 */
export function redirectIsSafe(allowed: readonly number[]): Rule {
  return ({ status, request }) =>
    [301, 307, 308].includes(status) || (request.method === 'POST' && !allowed.includes(status))
      ? `${request.method} → ${status}`
      : null
}

/**
 * On https `__Host-` or bound to the tenant's path; on loopback http of one tenant by name or path.
 * @param tenants whether there is another tenant whose cookies could be mistaken
 */
export function cookiesAreBound(secure: boolean, tenants = true): Rule {
  return ({ setCookies, request }) => {
    const [, slug = ''] = request.url.pathname.split('/')
    const loose = setCookies.find((setCookie) => {
      const cookie = parseSetCookie(setCookie, request.url)
      if (cookie === undefined) return true
      const { attributes, name, path, expiresAt } = cookie
      // One that is taken away protects nothing.
      if (expiresAt !== null && expiresAt <= Date.now()) return false
      const ofTenant = path === `/${slug}` || path.startsWith(`/${slug}/`)
      const bound = secure
        ? attributes.has('secure') && (!tenants || name.startsWith('__Host-') || ofTenant)
        : !tenants || ofTenant || name.includes(slug)
      const flagged = attributes.has('httponly') && /^(lax|strict)$/i.test(attributes.get('samesite') ?? '')
      return !bound || !flagged || attributes.has('domain')
    })
    return loose === undefined ? null : loose.replace(/=[^;]*/, '')
  }
}
