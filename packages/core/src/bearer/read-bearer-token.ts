/** RFC 6750 §2.1: `Bearer` in any case, one b64token. */
const BEARER = /^bearer +([A-Za-z0-9._~+/-]+=*)$/i

export type PresentedToken =
  | { readonly outcome: 'read'; readonly token: string }
  | { readonly outcome: 'absent' }
  | { readonly outcome: 'refused'; readonly reason: 'token_in_query' | 'authorization_malformed' }

/** The token in the `Authorization` header; a token in the query is refused. RFC 9700 §4.3.2. */
export function readBearerToken(
  authorization: string | undefined,
  query: Readonly<Record<string, unknown>>,
): PresentedToken {
  if ('access_token' in query) return { outcome: 'refused', reason: 'token_in_query' }
  if (authorization === undefined) return { outcome: 'absent' }
  const match = BEARER.exec(authorization.trim())
  if (match?.[1] !== undefined) return { outcome: 'read', token: match[1] }
  // Another scheme is no attempt at this one: the plain challenge answers it. RFC 6750 §3.
  return /^bearer\b/i.test(authorization)
    ? { outcome: 'refused', reason: 'authorization_malformed' }
    : { outcome: 'absent' }
}
