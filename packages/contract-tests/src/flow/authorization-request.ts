import type { Form } from '../document/examples.ts'
import type { ContractClient } from '../target.ts'
import { challengeOf, newVerifier } from './pkce.ts'

/** Parameters to set; undefined leaves one out. */
export type Overrides = Readonly<Record<string, string | undefined>>

export interface AuthorizationRequest {
  readonly parameters: Form
  /** undefined: the request carries no challenge of ours. */
  readonly verifier: string | undefined
}

/** What every server refuses, and tells the client. RFC 6749 §4.1.2.1 */
export const refusedAtClient = { response_type: 'no-such-type' } as const
export const refusedAtClientErrors = ['unsupported_response_type', 'invalid_request', 'unauthorized_client'] as const

// What the document's example shows, and no test means unless it says so.
const leftOut = ['nonce', 'prompt', 'max_age', 'login_hint', 'ui_locales', 'resource']

/** The document's example of an authorization request, with this client's own values. */
export function authorizationRequest(
  example: Form,
  client: ContractClient,
  overrides: Overrides = {},
): AuthorizationRequest {
  const verifier = newVerifier()
  const parameters = withOverrides(example, {
    ...Object.fromEntries(leftOut.map((name) => [name, undefined])),
    client_id: client.clientId,
    redirect_uri: client.redirectUris[0],
    scope: client.scope,
    state: newVerifier().slice(0, 20),
    code_challenge: challengeOf(verifier),
    ...overrides,
  })
  return { parameters, verifier: 'code_challenge' in overrides ? undefined : verifier }
}

/** A form with some fields set and some left out. */
export function withOverrides(form: Form, overrides: Overrides): Form {
  const fields: Record<string, string> = { ...form }
  for (const [name, value] of Object.entries(overrides))
    if (value === undefined) delete fields[name]
    else fields[name] = value
  return fields
}

/** A URL with a query. */
export function withQuery(url: string, parameters: Form): string {
  return `${url}?${String(new URLSearchParams(parameters))}`
}
