import type { IncomingMessage } from 'node:http'

/** HTTP/1.1 asks for one, and no request may have two. RFC 9112 §3.2. It means nothing else here. */
export function hasOneHost({ headers: { host }, httpVersionMinor }: IncomingMessage): boolean {
  return host === undefined ? httpVersionMinor === 0 : !host.includes(',')
}

/**
 * Whether the request names a path. The absolute form, which proxies use, is reduced to its path and query; its host means
 * nothing here, as no Host does. RFC 9112 §3.2.
 */
export function readTarget(request: IncomingMessage): boolean {
  const { url = '' } = request
  if (url.startsWith('/')) return true
  const target = /^https?:\/\//i.test(url) ? URL.parse(url) : null
  request.url = target === null ? '/' : `${target.pathname}${target.search}`
  return target !== null
}
