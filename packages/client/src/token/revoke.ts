import { MetadataError } from '../errors/metadata-error.ts'
import type { TokenSet } from '../grants/token-set.ts'
import { at } from '../http/contract-http.ts'
import { formContentType } from '../http/form.ts'
import type { Hub } from '../hub.ts'
import { authenticateClient } from './client-authentication.ts'
import { refusalOf } from './refusal-of.ts'

/** What is left of a grant. A `TokenSet` is one. */
export type RevocableTokens = Pick<TokenSet, 'accessToken' | 'refreshToken'>

/** Has the hub end a grant by its refresh token, or the access token where there is no other. RFC 7009 §2.1 */
export async function revoke(
  hub: Hub,
  { accessToken, refreshToken }: RevocableTokens,
  { signal }: { readonly signal?: AbortSignal | undefined } = {},
): Promise<void> {
  const { revocation_endpoint } = await hub.getMetadata({ signal })
  if (revocation_endpoint === undefined)
    throw new MetadataError('unsupported', `${hub.issuer} offers no revocation (RFC 7009).`)
  const { headers, members } = authenticateClient(hub.clientId, hub.authentication)
  const { error, response } = await hub.http.POST('/{tenant}/oauth2/v1/revoke', {
    ...at(revocation_endpoint),
    params: { path: { tenant: hub.tenant } },
    headers: { ...headers, 'Content-Type': formContentType },
    body: {
      token: refreshToken ?? accessToken,
      token_type_hint: refreshToken === undefined ? 'access_token' : 'refresh_token',
      ...members,
    },
    signal: signal ?? null,
  })
  if (!response.ok) throw refusalOf(error, response, 'revocation endpoint')
}
