import {
  CLIENT_REFUSALS,
  errorPath,
  formatScope,
  TOKEN_ERROR_PATHS,
  TOKEN_REFUSALS,
  type ClientRefusal,
  type IssuedTokens,
  type TokenRefusal,
} from '@identity-hub/core'
import type { OperationResponse } from '@identity-hub/koa-server'

type Response = OperationResponse<'issueToken'>

export const NOT_CACHED = { 'Cache-Control': 'no-store', Pragma: 'no-cache' } as const

/** Whose answer it is. */
export interface Answerer {
  readonly issuer: string
  readonly tenant: { readonly slug: string }
}

const TEMPORARILY_UNAVAILABLE_PATH = errorPath('temporarily_unavailable')

/** RFC 6749 §5.1. */
export function tokenResponse({ accessToken, expiresInSeconds, refreshToken, scopes }: IssuedTokens): Response {
  return {
    status: 200,
    headers: NOT_CACHED,
    body: {
      access_token: accessToken,
      token_type: 'Bearer',
      expires_in: expiresInSeconds,
      ...(refreshToken === null ? {} : { refresh_token: refreshToken }),
      scope: formatScope(scopes),
    },
  }
}

/** RFC 6749 §5.2: what went wrong, and no more than the RFC allows. */
export function tokenErrorResponse(reason: TokenRefusal, { issuer, tenant }: Answerer): Response {
  const [error, error_description] = TOKEN_REFUSALS[reason]
  const error_uri = issuer + TOKEN_ERROR_PATHS[reason]
  if (error === 'invalid_client') return invalidClientResponse({ error_description, error_uri }, tenant.slug)
  return { status: 400, headers: NOT_CACHED, body: { error, error_description, error_uri } }
}

/** The same where only the client or the form can be wrong. */
export function clientErrorResponse(reason: ClientRefusal, { issuer, tenant }: Answerer) {
  const [error, error_description] = CLIENT_REFUSALS[reason]
  const error_uri = issuer + TOKEN_ERROR_PATHS[reason]
  if (error === 'invalid_client') return invalidClientResponse({ error_description, error_uri }, tenant.slug)
  return { status: 400, headers: NOT_CACHED, body: { error, error_description, error_uri } } as const
}

function invalidClientResponse(
  described: { readonly error_description: string; readonly error_uri: string },
  tenantSlug: string,
) {
  const headers = { ...NOT_CACHED, 'WWW-Authenticate': `Basic realm="${tenantSlug}", charset="UTF-8"` }
  return { status: 401, headers, body: { error: 'invalid_client', ...described } } as const
}

/** A request that cannot be read at all. */
export function invalidRequestResponse<Status extends 404 | 413 | 415>(status: Status, error_description: string) {
  return { status, headers: NOT_CACHED, body: { error: 'invalid_request', error_description } } as const
}

export function methodNotAllowedResponse(allow: readonly string[]) {
  return {
    status: 405,
    headers: { ...NOT_CACHED, Allow: allow.join(', ') },
    body: { error: 'invalid_request', error_description: 'This takes POST only.' },
  } as const
}

/** Somebody guesses; RFC 6585 §4. The wire has no better word than that it will pass. */
export function tooManyRequestsResponse(retryAfterSeconds: number, { issuer }: Answerer) {
  return {
    status: 429,
    headers: { ...NOT_CACHED, 'Retry-After': String(retryAfterSeconds) },
    body: { error: 'temporarily_unavailable', error_uri: issuer + TEMPORARILY_UNAVAILABLE_PATH },
  } as const
}
