import type { operations } from '@identity-hub/api-types'
import type { Hub } from '../hub.ts'
import { codeChallenge } from './code-challenge.ts'
import type { PendingAuthorization } from './pending-authorization.ts'
import { randomValue } from './random-value.ts'

type AuthorizeQuery = operations['authorize']['parameters']['query']

export interface StartAuthorizationOptions {
  /** Space-delimited. Default: the client's; without either, all scopes that are registered for the client. */
  readonly scope?: string | undefined
  /** `none` never shows a page, `login` asks for the password again, `consent` for the decision. */
  readonly prompt?: AuthorizeQuery['prompt']
  /** Seconds since the person last gave their password, at most. */
  readonly maxAgeSeconds?: number | undefined
  /** The user name to fill in on the sign-in page. */
  readonly loginHint?: string | undefined
  /** Languages for the hub's pages, space-delimited, preferred first: `nl en`. */
  readonly uiLocales?: string | undefined
  /** Kept in `pending` for your app. */
  readonly returnTo?: string | undefined
  readonly signal?: AbortSignal | undefined
}

export interface StartedAuthorization {
  /** Redirect the browser here. */
  readonly url: string
  readonly pending: PendingAuthorization
}

/** The authorization request. RFC 6749 §4.1.1, RFC 7636 §4.3 */
export async function startAuthorization(hub: Hub, options: StartAuthorizationOptions): Promise<StartedAuthorization> {
  const { authorization_endpoint } = await hub.getMetadata({ signal: options.signal })
  const scope = options.scope ?? hub.scope
  const pending: PendingAuthorization = {
    state: randomValue(),
    codeVerifier: randomValue(),
    redirectUri: hub.redirectUri,
    issuer: hub.issuer,
    ...(scope !== undefined && { scope }),
    ...(options.returnTo !== undefined && { returnTo: options.returnTo }),
    createdAt: hub.clock(),
  }
  const query: AuthorizeQuery = {
    response_type: 'code',
    client_id: hub.clientId,
    redirect_uri: pending.redirectUri,
    ...(scope !== undefined && { scope }),
    state: pending.state,
    code_challenge: codeChallenge(pending.codeVerifier),
    code_challenge_method: 'S256',
    ...(options.prompt !== undefined && { prompt: options.prompt }),
    ...(options.maxAgeSeconds !== undefined && { max_age: options.maxAgeSeconds }),
    ...(options.loginHint !== undefined && { login_hint: options.loginHint }),
    ...(options.uiLocales !== undefined && { ui_locales: options.uiLocales }),
  }
  // An endpoint may have a query of its own, which stays. RFC 6749 §3.1
  const url = new URL(authorization_endpoint)
  for (const [name, value] of Object.entries(query)) url.searchParams.append(name, String(value))
  return { url: url.href, pending }
}
