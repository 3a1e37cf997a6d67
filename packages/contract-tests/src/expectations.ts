import { expect } from 'vitest'
import type { AwayLanding, Landing } from './browser/browser.ts'
import { elementsOf, attribute } from './html/form.ts'
import { membersOf } from './flow/tokens.ts'
import type { Exchange } from './http/exchange.ts'

/** The errors of RFC 6749 §5.2 and RFC 8707 §2. */
export type TokenError =
  | 'invalid_request'
  | 'invalid_client'
  | 'invalid_grant'
  | 'unauthorized_client'
  | 'unsupported_grant_type'
  | 'invalid_scope'
  | 'invalid_target'

/** A refusal of the token endpoint: its status, its code, and nothing that could be used. */
export function expectTokenError(
  exchange: Exchange,
  error: TokenError,
  status = error === 'invalid_client' ? 401 : 400,
): void {
  const members = membersOf(exchange)
  expect({ status: exchange.status, error: members['error'] }).toEqual({ status, error })
  expect(Object.keys(members)).not.toEqual(expect.arrayContaining(['access_token']))
  expect(Object.keys(members)).not.toEqual(expect.arrayContaining(['refresh_token']))
}

/** A grant that cannot be used: unknown, or not even written like one. */
export function expectGrantRefused(exchange: Exchange): void {
  const { error } = membersOf(exchange)
  expect(exchange.status).toBe(400)
  expect(error).toMatch(/^invalid_(grant|request)$/)
}

/** A page of the server's own that leads nowhere by itself. */
export function expectOwnPage(landing: Landing | Exchange, status: number | readonly number[]): void {
  const exchange = 'exchange' in landing ? landing.exchange : landing
  const statuses = typeof status === 'number' ? [status] : status
  expect(statuses, `${exchange.request.url.search.slice(0, 300)} was answered ${exchange.status}`).toContain(
    exchange.status,
  )
  expect(exchange.headers.get('location')).toBeNull()
  expect(exchange.headers.get('refresh')).toBeNull()
  expect(exchange.headers.get('content-type')).toMatch(/^text\/html\b/i)
  // Only a page with one of these words can have one of these elements.
  if (!/script|refresh/i.test(exchange.body)) return
  const movesOn = elementsOf(exchange.body).filter(
    (element) => element.tagName === 'script' || attribute(element, 'http-equiv')?.toLowerCase() === 'refresh',
  )
  expect(movesOn.map(({ tagName }) => tagName)).toEqual([])
}

/** The browser was sent back to the client. */
export function expectAway(landing: Landing): AwayLanding {
  if (landing.kind !== 'away')
    throw new Error(
      `Expected a redirect to the client; ${landing.exchange.request.url.pathname} is a page (${landing.exchange.status})`,
    )
  return landing
}

/** An error that the client gets, at its redirect URI, with state and issuer. RFC 6749 §4.1.2.1, RFC 9207 §2 */
export function expectErrorAtClient(
  landing: Landing,
  expected: { error: string; issuer: string; redirectUri: string; state?: string | null },
): void {
  const { location, parameters } = expectAway(landing)
  expect(location.startsWith(expected.redirectUri), `${location} begins with ${expected.redirectUri}`).toBe(true)
  expect(parameters.getAll('error')).toEqual([expected.error])
  expect(parameters.getAll('iss')).toEqual([expected.issuer])
  if (expected.state !== undefined) expect(parameters.get('state')).toBe(expected.state)
  expect(parameters.has('code')).toBe(false)
}
