import type { LooseParameters, OperationRequest } from '@identity-hub/koa-server'
import type { Client, Session } from '../state/records.ts'
import type { Tenant } from '../state/tenant.ts'

export type Query = LooseParameters
export type AuthorizationError =
  | 'invalid_request'
  | 'unauthorized_client'
  | 'access_denied'
  | 'unsupported_response_type'
  | 'invalid_scope'
  | 'invalid_target'
  | 'login_required'
  | 'consent_required'
  | 'request_not_supported'
  | 'request_uri_not_supported'

/** Why a request is refused; null: this check has nothing against it. */
export type Refusal = { readonly error: AuthorizationError; readonly description: string } | null
export type AuthorizationCheck = (query: Query, client: Client, tenant: Tenant, scopes: readonly string[]) => Refusal

const KNOWN = [
  'response_type',
  'client_id',
  'redirect_uri',
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
] satisfies (keyof OperationRequest<'authorize'>['query'])[]

const PROMPTS = new Set(['none', 'login', 'consent', 'login consent', 'consent login'])
const LIMITS = { nonce: 512, login_hint: 320, ui_locales: 256 }

/** A parameter that was sent once. */
export function single(query: Query, name: string): string | undefined {
  const value = query[name]
  return typeof value === 'string' ? value : undefined
}

const refuse = (error: AuthorizationError, description: string): Refusal => ({ error, description })
const invalid = (description: string) => refuse('invalid_request', description)

export const authorizationRequestRules = {
  /** undefined: missing, or sent more than once. */
  pickClientId(query: Query): string | undefined {
    return single(query, 'client_id')
  },

  /** RFC 6749 appendix A.1 */
  clientIdIsWellFormed(clientId: string): boolean {
    return /^[\u0020-\u007e]{1,128}$/.test(clientId)
  },

  /** RFC 6749 §3.1: each at most once, unless it is unknown. */
  checkRepeated: ((query) =>
    KNOWN.some((name) => Array.isArray(query[name]))
      ? invalid('A parameter was sent more than once.')
      : null) as AuthorizationCheck,

  checkResponseType: ((query) => {
    const type = single(query, 'response_type')
    if (type === undefined) return invalid('response_type is missing.')
    return type === 'code' ? null : refuse('unsupported_response_type', 'response_type has to be code.')
  }) as AuthorizationCheck,

  checkGrantType: ((_query, client) =>
    client.grantTypes.includes('authorization_code')
      ? null
      : refuse('unauthorized_client', 'This client may not ask for a code.')) as AuthorizationCheck,

  /** OpenID Connect Core §6 */
  checkRequestObject: ((query) => {
    if (query['request'] !== undefined) return refuse('request_not_supported', 'request is not supported.')
    if (query['request_uri'] !== undefined) return refuse('request_uri_not_supported', 'request_uri is not supported.')
    return null
  }) as AuthorizationCheck,

  checkResponseMode: ((query) =>
    [undefined, 'query'].includes(single(query, 'response_mode'))
      ? null
      : invalid('response_mode has to be query.')) as AuthorizationCheck,

  checkState: ((query) =>
    /^[\u0020-\u007e\u0080-\uffff]{0,2048}$/.test(single(query, 'state') ?? '')
      ? null
      : invalid('state has controls in it, or is too long.')) as AuthorizationCheck,

  /** RFC 7636 §4.4.1, RFC 9700 §2.1.1 */
  checkChallengeIsThere: ((query, client) =>
    query['code_challenge'] === undefined && !(client.pkceOptional && query['code_challenge_method'] === undefined)
      ? invalid('code_challenge is missing.')
      : null) as AuthorizationCheck,

  checkChallenge: ((query) => {
    const challenge = single(query, 'code_challenge')
    return challenge === undefined || /^[A-Za-z0-9_-]{43}$/.test(challenge)
      ? null
      : invalid('code_challenge has to be 43 characters of base64url.')
  }) as AuthorizationCheck,

  checkChallengeMethod: ((query) =>
    query['code_challenge'] === undefined || query['code_challenge_method'] === 'S256'
      ? null
      : invalid('code_challenge_method has to be S256.')) as AuthorizationCheck,

  /** All that are registered where a request names none. `offline_access` is nothing here. */
  scopesAskedFor(query: Query, client: Client): readonly string[] {
    const scope = single(query, 'scope')
    return scope?.split(' ').filter((name) => name !== '' && name !== 'offline_access') ?? client.scopes
  },

  /** RFC 6749 §3.3 */
  checkScope: ((_query, client, _tenant, asked) =>
    asked.every((scope) => client.scopes.includes(scope))
      ? null
      : refuse('invalid_scope', 'A scope is unknown, or not for this client.')) as AuthorizationCheck,

  /** OpenID Connect Core §3.1.2.1 */
  checkPrompt: ((query) => {
    const prompt = single(query, 'prompt')
    return prompt === undefined || PROMPTS.has(prompt) ? null : invalid('prompt has no such value.')
  }) as AuthorizationCheck,

  checkMaxAge: ((query) => {
    const age = single(query, 'max_age') ?? '0'
    return /^[0-9]{1,10}$/.test(age) && Number(age) < 2 ** 31 ? null : invalid('max_age has to be whole seconds.')
  }) as AuthorizationCheck,

  checkLengths: ((query) =>
    Object.entries(LIMITS).every(([name, most]) => (single(query, name) ?? '').length <= most)
      ? null
      : invalid('A parameter is too long.')) as AuthorizationCheck,

  /** RFC 8707 §2 */
  checkResource: ((query) =>
    query['resource'] === undefined
      ? null
      : refuse('invalid_target', 'No resource indicator is supported.')) as AuthorizationCheck,

  /** Whether the person has to give the password before this request is answered. */
  needsSignIn(session: Session, prompts: ReadonlySet<string>, maxAgeSeconds: number | undefined): boolean {
    if (prompts.has('login')) return true
    return maxAgeSeconds !== undefined && Date.now() - session.authenticatedAt >= maxAgeSeconds * 1000
  },
}
