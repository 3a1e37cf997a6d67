import { expect } from './run/expect.ts'
import { answerOf, type AwayLanding, type Landing } from './browser/browser.ts'
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

/**
 * A refusal of the token endpoint: its status, its code (one of those, where the RFC leaves a choice), and nothing that
 * could be used.
 */
export function expectTokenError(exchange: Exchange, ...errors: readonly [TokenError, ...TokenError[]]): void {
  const members = membersOf(exchange)
  const error = errors.find((candidate) => candidate === members['error']) ?? errors[0]
  expect({ status: exchange.status, error: members['error'] }).toEqual({ status: statusOf(error, exchange), error })
  expect(Object.keys(members)).not.toEqual(expect.arrayContaining(['access_token']))
  expect(Object.keys(members)).not.toEqual(expect.arrayContaining(['refresh_token']))
}

// Who tried the Authorization header has to get 401, others may. RFC 6749 §5.2
function statusOf(error: TokenError, { request, status }: Exchange): number {
  if (error !== 'invalid_client') return 400
  return request.headers['Authorization'] === undefined && status === 400 ? 400 : 401
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
  const answered = `${exchange.request.url.search.slice(0, 300)} was answered ${exchange.status}`
  expect(statuses.includes(exchange.status), answered).toBe(true)
  expect(exchange.headers.get('location')).toBeNull()
  expect(exchange.headers.get('refresh')).toBeNull()
  // Some tell it as JSON, which leads nowhere either.
  expect(exchange.headers.get('content-type')).toMatch(/^(text\/html|text\/plain|application\/json)\b/i)
  // Only a page with one of these words can have one of these elements.
  if (!/script|refresh/i.test(exchange.body)) return
  const movesOn = elementsOf(exchange.body).filter(
    (element) => element.tagName === 'script' || attribute(element, 'http-equiv')?.toLowerCase() === 'refresh',
  )
  expect(movesOn.map(({ tagName }) => tagName)).toEqual([])
}

/** An error that goes to a redirect URI which is right whatever the request says, as the only registered one is. */
export function isToldAt(registered: string, { headers }: Exchange): boolean {
  const location = headers.get('location') ?? ''
  return location.startsWith(registered) && answerOf(location).has('error') && !answerOf(location).has('code')
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
  expected: { error: string | readonly string[]; issuer: string; redirectUri: string; state?: string | null },
): void {
  const { location, parameters } = expectAway(landing)
  expect(location.startsWith(expected.redirectUri), `${location} begins with ${expected.redirectUri}`).toBe(true)
  const [error, ...more] = parameters.getAll('error')
  expect(more).toEqual([])
  expect([expected.error].flat(), 'the error').toContain(error)
  // That it is there at all is a requirement of its own: RFC 9207.
  if (parameters.has('iss')) expect(parameters.getAll('iss')).toEqual([expected.issuer])
  if (expected.state !== undefined) expect(parameters.get('state')).toBe(expected.state)
  expect(parameters.has('code')).toBe(false)
}
