import { formatScope, TOKEN_REFUSALS, type IssuedTokens, type TokenRefusal } from '@identity-hub/core'
import type { OperationResponse } from '@identity-hub/koa-server'

type Response = OperationResponse<'issueToken'>

const NOT_CACHED = { 'Cache-Control': 'no-store', Pragma: 'no-cache' } as const

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
export function tokenErrorResponse(reason: TokenRefusal, tenantSlug: string): Response {
  const [error, error_description] = TOKEN_REFUSALS[reason]
  if (error === 'invalid_client')
    return {
      status: 401,
      headers: { ...NOT_CACHED, 'WWW-Authenticate': `Basic realm="${tenantSlug}", charset="UTF-8"` },
      body: { error, error_description },
    }
  return { status: 400, headers: NOT_CACHED, body: { error, error_description } }
}

/** A request that is no token request at all. */
export function invalidRequestResponse<Status extends 404 | 413 | 415>(status: Status, error_description: string) {
  return { status, headers: NOT_CACHED, body: { error: 'invalid_request', error_description } } as const
}

export function methodNotAllowedResponse(allow: readonly string[]): Response {
  return {
    status: 405,
    headers: { ...NOT_CACHED, Allow: allow.join(', ') },
    body: { error: 'invalid_request', error_description: 'The token endpoint takes POST only.' },
  }
}

/** Somebody guesses; RFC 6585 §4. The wire has no better word than that it will pass. */
export function tooManyRequestsResponse(retryAfterSeconds: number): Response {
  return {
    status: 429,
    headers: { ...NOT_CACHED, 'Retry-After': String(retryAfterSeconds) },
    body: { error: 'temporarily_unavailable' },
  }
}
