/** Credentials, grants and tokens in a URL end up in logs and histories. RFC 6749 §2.3.1, §3.2. */
export function hasBodyParameterInQuery(querystring: string, names: ReadonlySet<string>): boolean {
  if (querystring === '') return false
  return [...new URLSearchParams(querystring).keys()].some((name) => names.has(name))
}

/** What a request about one token has in its body. RFC 7009 §2.1, RFC 7662 §2.1. */
export const ABOUT_A_TOKEN: ReadonlySet<string> = new Set([
  'token',
  'token_type_hint',
  'client_id',
  'client_secret',
  'client_assertion',
])
