import type { AuthorizationRequest, Client, Prompt } from '../storage/records.ts'
import { requestScopes } from '../scope/request-scopes.ts'
import { checkPkce } from './check-pkce.ts'
import { checkRedirectUri, type RedirectUriPolicy } from './check-redirect-uri.ts'
import type { AuthorizationRefusal, PageReason } from './errors.ts'
import type { AuthorizationParameters } from './parameters.ts'

/** The first of three checks: may this be looked up at all? */
export function readClientId({
  single,
  repeated,
}: AuthorizationParameters): { clientId: string } | { reason: PageReason } {
  if (repeated.includes('client_id')) return { reason: 'client_id_repeated' }
  return single.client_id === undefined ? { reason: 'client_id_missing' } : { clientId: single.client_id }
}

export type AuthorizationRequestCheck =
  /** A page on our own origin, never a redirect. RFC 6749 §4.1.2.1. */
  | { readonly outcome: 'rejected-here'; readonly reason: PageReason }
  /** Sent to the client at once, since an administrator registered it. */
  | {
      readonly outcome: 'rejected-to-client'
      readonly reason: AuthorizationRefusal
      readonly redirectUri: string
      readonly state: string | null
      /** Whether a page must come first: a self-registered client could use us as an open redirector. RFC 9700 §4.11.2. */
      readonly pageFirst: boolean
    }
  | { readonly outcome: 'accepted'; readonly request: AuthorizationRequest }

const CONTROL_CHARACTER = /\p{Cc}/u
const MAX_STATE_LENGTH = 2048

/** Checks an authorization request of a known client, in the order of RFC 6749 §4.1.1 and §4.1.2.1. */
export function checkAuthorizationRequest(
  parameters: AuthorizationParameters,
  client: Client,
  policy: RedirectUriPolicy,
): AuthorizationRequestCheck {
  const { single, repeated } = parameters
  if (client.status !== 'active') return { outcome: 'rejected-here', reason: 'client_disabled' }
  if (repeated.includes('redirect_uri')) return { outcome: 'rejected-here', reason: 'redirect_uri_repeated' }
  // Left out, it is that of the only registered one; with several it would be a guess. RFC 6749 §3.1.2.3.
  const redirectUri = single.redirect_uri ?? (client.redirectUris.length === 1 ? client.redirectUris[0] : undefined)
  if (redirectUri === undefined) return { outcome: 'rejected-here', reason: 'redirect_uri_missing' }
  if (!checkRedirectUri(client, redirectUri, policy))
    return { outcome: 'rejected-here', reason: 'redirect_uri_not_registered' }

  const state = single.state ?? null
  const reject = (reason: AuthorizationRefusal): AuthorizationRequestCheck => ({
    outcome: 'rejected-to-client',
    reason,
    redirectUri,
    state,
    pageFirst: client.registeredBy === 'self',
  })
  // RFC 8707 §2 lets `resource` be repeated; any is refused below.
  if (repeated.some((name) => name !== 'resource')) return reject('parameter_repeated')
  if (state !== null && (state.length > MAX_STATE_LENGTH || CONTROL_CHARACTER.test(state)))
    return reject('parameter_malformed')
  if (single.request !== undefined) return reject('request_object')
  if (single.request_uri !== undefined) return reject('request_uri')
  if (single.response_type === undefined) return reject('response_type_missing')
  if (single.response_type !== 'code') return reject('response_type_unsupported')
  if (single.response_mode !== undefined && single.response_mode !== 'query') return reject('response_mode_unsupported')
  if (!client.grantTypes.includes('authorization_code')) return reject('grant_type_not_allowed')
  const pkce = checkPkce(single.code_challenge, single.code_challenge_method, client)
  if (!pkce.ok) return reject(pkce.reason)
  if (single.resource !== undefined || repeated.includes('resource')) return reject('resource_unsupported')
  const scopes = requestScopes(client, single.scope)
  if (scopes === null) return reject('scope_invalid')
  const prompt = parsePrompt(single.prompt)
  if (prompt === null) return reject('prompt_invalid')
  const maxAgeSeconds = parseMaxAge(single.max_age)
  if (maxAgeSeconds === undefined) return reject('max_age_invalid')
  if (tooLong(single.nonce, 512) || tooLong(single.login_hint, 320) || tooLong(single.ui_locales, 256))
    return reject('parameter_malformed')

  return {
    outcome: 'accepted',
    request: {
      client: client.id,
      redirectUri,
      redirectUriSent: single.redirect_uri !== undefined,
      scopes,
      state,
      codeChallenge: pkce.codeChallenge,
      nonce: single.nonce ?? null,
      prompt,
      maxAgeSeconds,
      loginHint: single.login_hint ?? null,
      uiLocales: single.ui_locales ?? null,
    },
  }
}

const PROMPTS: ReadonlySet<string> = new Set<Prompt>(['none', 'login', 'consent'])

function parsePrompt(prompt: string | undefined): readonly Prompt[] | null {
  if (prompt === undefined) return []
  const values = prompt.split(' ')
  if (!values.every((value): value is Prompt => PROMPTS.has(value))) return null
  // OpenID Connect Core §3.1.2.1: `none` beside another value is an error; so is anything twice.
  if (new Set(values).size !== values.length) return null
  return values.includes('none') && values.length > 1 ? null : values
}

/** null: not sent; undefined: malformed. */
function parseMaxAge(maxAge: string | undefined): number | null | undefined {
  if (maxAge === undefined) return null
  return /^[0-9]{1,10}$/.test(maxAge) && Number(maxAge) <= 2_147_483_647 ? Number(maxAge) : undefined
}

function tooLong(value: string | undefined, length: number): boolean {
  return value !== undefined && (value.length > length || CONTROL_CHARACTER.test(value))
}
