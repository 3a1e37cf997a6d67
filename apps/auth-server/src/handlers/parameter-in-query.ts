/** The first one; null: none. Credentials, grants and tokens in a URL end up in logs and histories. RFC 6749 §2.3.1, §3.2. */
export function bodyParameterInQuery(querystring: string, names: ReadonlySet<string>): string | null {
  if (querystring === '') return null
  return [...new URLSearchParams(querystring).keys()].find((name) => names.has(name)) ?? null
}

/** What a request about one token has in its body. RFC 7009 §2.1, RFC 7662 §2.1. */
export const ABOUT_A_TOKEN: ReadonlySet<string> = new Set([
  'token',
  'token_type_hint',
  'client_id',
  'client_secret',
  'client_assertion',
])
