import type {
  AuthorizationCodeTokenRequest,
  ClientCredentialsTokenRequest,
  RefreshTokenRequest,
} from '@identity-hub/api-types'
import { UnexpectedResponseError } from '../errors/unexpected-response-error.ts'
import { at } from '../http/contract-http.ts'
import { formContentType } from '../http/form.ts'
import { requestIdOf } from '../http/hub-fetch.ts'
import type { Hub } from '../hub.ts'
import { authenticateClient } from './client-authentication.ts'
import { parseTokenResponse, type IssuedTokens } from './parse-token-response.ts'
import { refusalOf } from './refusal-of.ts'

type Credentials = 'client_id' | 'client_secret' | 'resource'

/** A token request before the client proves itself. */
export type GrantRequest =
  | Omit<AuthorizationCodeTokenRequest, Credentials>
  | Omit<RefreshTokenRequest, Credentials>
  | Omit<ClientCredentialsTokenRequest, Credentials>

/** One token request, sent once. Throws `OAuthError` when it is refused. RFC 6749 §3.2 */
export async function requestTokens(
  hub: Hub,
  grant: GrantRequest,
  { signal }: { readonly signal?: AbortSignal | undefined } = {},
): Promise<IssuedTokens> {
  const { token_endpoint } = await hub.getMetadata({ signal })
  const { headers, members } = authenticateClient(hub.clientId, hub.authentication)
  const issuedAt = hub.clock()
  const { data, error, response } = await hub.http.POST('/{tenant}/oauth2/v1/token', {
    ...at(token_endpoint),
    params: { path: { tenant: hub.tenant } },
    headers: { ...headers, 'Content-Type': formContentType },
    body: { ...grant, ...members },
    signal: signal ?? null,
  })
  if (!response.ok) throw refusalOf(error, response, 'token endpoint')
  const tokens = parseTokenResponse(data, issuedAt)
  if (typeof tokens !== 'string') return tokens
  throw new UnexpectedResponseError(`The token response has ${tokens}.`, {
    status: response.status,
    requestId: requestIdOf(response),
  })
}
