import type { Send } from './send.ts'

/**
 * Sends each request for one origin to the next of all places that answer for it, as a balancer does that remembers
 * nothing: neither who came, nor from where.
 * @param origin what clients and browsers know
 * @param places origins, one per replica
 */
export function sendInTurn(send: Send, origin: string, places: readonly string[]): Send {
  let sent = 0
  return async (options) => {
    const url = new URL(options.url)
    if (url.origin !== origin) return send(options)
    const place = places[sent++ % places.length] ?? origin
    const headers = { Host: url.host, ...options.headers }
    const exchange = await send({ ...options, headers, url: `${place}${url.pathname}${url.search}` })
    return { ...exchange, request: { ...exchange.request, url } }
  }
}
