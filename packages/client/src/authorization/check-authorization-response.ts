import { hash, timingSafeEqual } from 'node:crypto'
import { AuthorizationRefusedError } from '../errors/authorization-refused-error.ts'
import { AuthorizationResponseError } from '../errors/authorization-response-error.ts'
import type { PendingAuthorization } from './pending-authorization.ts'

/** The query that the browser brought: text with or without `?`, or what a web framework made of it. */
export type AuthorizationResponseQuery =
  | string
  | URLSearchParams
  | Readonly<Record<string, string | readonly string[] | undefined>>

const recognised = ['code', 'state', 'iss', 'error', 'error_description', 'error_uri'] as const

type Parameters = { readonly [Name in (typeof recognised)[number]]?: string }

/**
 * Returns the code of a response that this browser asked for. Throws `AuthorizationRefusedError` for an error response
 * that it asked for, and `AuthorizationResponseError` for everything else. RFC 6749 §4.1.2, RFC 9207 §2.4
 */
export function checkAuthorizationResponse(
  query: AuthorizationResponseQuery,
  pending: PendingAuthorization | undefined,
  expected: { readonly issuer: string; readonly now: number; readonly lifetimeSeconds: number },
): { readonly code: string; readonly pending: PendingAuthorization } {
  const parameters = readParameters(query)
  // The state comes first: without it nothing else in the query says anything. RFC 6749 §10.12
  if (pending === undefined || parameters.state === undefined || !isSame(parameters.state, pending.state)) {
    throw new AuthorizationResponseError('state-mismatch', 'The state is not the one of this browser.')
  }
  // Both, so that an authorization begun with one hub cannot be finished at another. RFC 9700 §4.4
  if (pending.issuer !== expected.issuer || parameters.iss !== expected.issuer) {
    throw new AuthorizationResponseError('issuer-mismatch', `The response does not come from ${expected.issuer}.`)
  }
  if (expected.now > pending.createdAt + expected.lifetimeSeconds * 1000) {
    throw new AuthorizationResponseError('expired', 'The authorization was started too long ago.')
  }
  const { code, error } = parameters
  if (error !== undefined && code === undefined) {
    const { error_description: errorDescription, error_uri: errorUri } = parameters
    throw new AuthorizationRefusedError({ error, errorDescription, errorUri })
  }
  if (code === undefined || error !== undefined) {
    throw new AuthorizationResponseError('malformed', 'The response has to carry either a code or an error.')
  }
  return { code, pending }
}

// Unknown parameters are ignored (RFC 6749 §4.1.2); one without a value counts as left out (§3.1).
function readParameters(query: AuthorizationResponseQuery): Parameters {
  const parameters: { -readonly [Name in keyof Parameters]: Parameters[Name] } = {}
  for (const name of recognised) {
    const [value, ...others] = valuesOf(query, name)
    if (others.length > 0) {
      throw new AuthorizationResponseError('repeated-parameter', `The parameter ${name} is given more than once.`)
    }
    if (value) parameters[name] = value
  }
  return parameters
}

function valuesOf(query: AuthorizationResponseQuery, name: string): readonly string[] {
  if (typeof query === 'string') return new URLSearchParams(query).getAll(name)
  if (query instanceof URLSearchParams) return query.getAll(name)
  const value = Object.hasOwn(query, name) ? query[name] : undefined
  return value === undefined ? [] : typeof value === 'string' ? [value] : value
}

/** In constant time whatever the lengths. */
function isSame(one: string, other: string): boolean {
  return timingSafeEqual(hash('sha256', one, 'buffer'), hash('sha256', other, 'buffer'))
}
