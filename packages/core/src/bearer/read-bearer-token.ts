/** RFC 6750 §2.1: `Bearer` in any case, one b64token. */
const BEARER = /^bearer +([A-Za-z0-9._~+/-]+=*)$/i

export type PresentedToken =
  | { readonly outcome: 'read'; readonly token: string }
  | { readonly outcome: 'absent' }
  | { readonly outcome: 'refused'; readonly reason: 'token_in_query' | 'several_tokens' | 'authorization_malformed' }

/**
 * The token in the `Authorization` header; a token in the query is refused. RFC 9700 §4.3.2.
 * @param options.inQuery takes one in the query as well, but never two. RFC 6750 §2.3
 */
export function readBearerToken(
  authorization: string | undefined,
  query: Readonly<Record<string, unknown>>,
  options: { readonly inQuery: boolean } = { inQuery: false },
): PresentedToken {
  const header = readHeader(authorization)
  const token = query['access_token']
  if (token === undefined) return header
  if (!options.inQuery || typeof token !== 'string') return { outcome: 'refused', reason: 'token_in_query' }
  return header.outcome === 'absent' ? { outcome: 'read', token } : { outcome: 'refused', reason: 'several_tokens' }
}

function readHeader(authorization: string | undefined): PresentedToken {
  if (authorization === undefined) return { outcome: 'absent' }
  const match = BEARER.exec(authorization.trim())
  if (match?.[1] !== undefined) return { outcome: 'read', token: match[1] }
  // Another scheme is no attempt at this one: the plain challenge answers it. RFC 6750 §3.
  return /^bearer\b/i.test(authorization)
    ? { outcome: 'refused', reason: 'authorization_malformed' }
    : { outcome: 'absent' }
}
