import { isIP } from 'node:net'

export interface Cookie {
  readonly name: string
  readonly value: string
  /** Attribute names in lower case; a flag has the value ''. */
  readonly attributes: ReadonlyMap<string, string>
  readonly path: string
  readonly host: string
  /** Epoch milliseconds; null: until the browser is closed. */
  readonly expiresAt: number | null
}

/** The cookies of one browser. RFC 6265 §5; every cookie is host-only, as the contract asks. */
export interface CookieJar {
  store(setCookie: string, from: URL): void
  /** The `Cookie` header for a request; undefined: none fits. */
  headerFor(url: URL): string | undefined
  /** Those that have not expired. */
  list(): readonly Cookie[]
  /** Puts a cookie in place, as somebody might who found it. */
  plant(cookie: { name: string; value: string; path: string; host: string }): void
}

export function createCookieJar(): CookieJar {
  const cookies = new Map<string, Cookie>()
  const alive = () => [...cookies.values()].filter(({ expiresAt }) => expiresAt === null || expiresAt > Date.now())
  const keep = (cookie: Cookie) => cookies.set(`${cookie.host};${cookie.path};${cookie.name}`, cookie)
  return {
    store(setCookie, from) {
      const cookie = parseSetCookie(setCookie, from)
      if (cookie !== undefined) keep(cookie)
    },
    headerFor(url) {
      const fitting = alive()
        .filter(({ host }) => host === url.hostname)
        .filter(({ path }) => pathMatches(url.pathname, path))
        .filter(({ attributes }) => !attributes.has('secure') || url.protocol === 'https:' || isLoopback(url.hostname))
        .toSorted((left, right) => right.path.length - left.path.length)
      return fitting.length === 0 ? undefined : fitting.map(({ name, value }) => `${name}=${value}`).join('; ')
    },
    list: alive,
    plant: (cookie) => void keep({ ...cookie, attributes: new Map(), expiresAt: null }),
  }
}

/** A `Set-Cookie` header as a browser reads it; undefined: a browser would not keep it. */
export function parseSetCookie(setCookie: string, from: URL): Cookie | undefined {
  const [pair = '', ...parts] = setCookie.split(';')
  const equals = pair.indexOf('=')
  if (equals < 1) return undefined
  const attributes = new Map(
    parts.map((part): [string, string] => {
      const [name = '', ...value] = part.split('=')
      return [name.trim().toLowerCase(), value.join('=').trim()]
    }),
  )
  const path = attributes.get('path')
  return {
    name: pair.slice(0, equals).trim(),
    value: pair.slice(equals + 1).trim(),
    attributes,
    path: path?.startsWith('/') ? path : defaultPath(from.pathname),
    host: from.hostname,
    expiresAt: expiryOf(attributes),
  }
}

// Max-Age wins over Expires. RFC 6265 §5.3
function expiryOf(attributes: ReadonlyMap<string, string>): number | null {
  const maxAge = attributes.get('max-age')
  if (maxAge !== undefined && /^-?\d+$/.test(maxAge)) return Date.now() + Number(maxAge) * 1000
  const expires = Date.parse(attributes.get('expires') ?? '')
  return Number.isNaN(expires) ? null : expires
}

function defaultPath(pathname: string): string {
  const end = pathname.lastIndexOf('/')
  return end <= 0 ? '/' : pathname.slice(0, end)
}

function pathMatches(pathname: string, path: string): boolean {
  return pathname === path || pathname.startsWith(path.endsWith('/') ? path : `${path}/`)
}

// Browsers treat loopback as a secure context.
function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || (isIP(hostname) === 4 && hostname.startsWith('127.'))
}
