import type { ServerResponse } from 'node:http'
import type { ServerSettings } from '../dependencies.ts'

const TWO_YEARS_SECONDS = 63_072_000

/** On every response; pages add theirs in `send-page.ts`. */
export function setSecurityHeaders({ secure }: ServerSettings): (response: ServerResponse) => void {
  return (response) => {
    response.setHeader('X-Content-Type-Options', 'nosniff')
    response.setHeader('Referrer-Policy', 'no-referrer')
    if (secure) response.setHeader('Strict-Transport-Security', `max-age=${TWO_YEARS_SECONDS}`)
  }
}
