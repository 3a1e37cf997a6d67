/** Query parameters as they came: a repeated one is an array. */
export type LooseParameters = Readonly<Record<string, string | readonly string[]>>

/** What RFC 6749, 7636, 8707, 9101, OpenID Connect Core and OAuth 2.0 Multiple Response Types define for the request. */
export const AUTHORIZATION_PARAMETERS = [
  'client_id',
  'redirect_uri',
  'response_type',
  'response_mode',
  'scope',
  'state',
  'code_challenge',
  'code_challenge_method',
  'nonce',
  'prompt',
  'max_age',
  'login_hint',
  'ui_locales',
  'resource',
  'request',
  'request_uri',
] as const

export type AuthorizationParameter = (typeof AUTHORIZATION_PARAMETERS)[number]

export interface AuthorizationParameters {
  /** Those that have a value; an empty one counts as absent. RFC 6749 §3.1. */
  readonly single: Partial<Readonly<Record<AuthorizationParameter, string>>>
  /** Those sent more than once. RFC 6749 §3.1 forbids it. */
  readonly repeated: readonly AuthorizationParameter[]
}

export function readAuthorizationParameters(query: LooseParameters): AuthorizationParameters {
  const single: Partial<Record<AuthorizationParameter, string>> = {}
  const repeated: AuthorizationParameter[] = []
  for (const name of AUTHORIZATION_PARAMETERS) {
    const value = query[name]
    if (typeof value === 'string') {
      if (value !== '') single[name] = value
    } else if (value !== undefined) repeated.push(name)
  }
  return { single, repeated }
}
