import { checkRedirectUri, type RedirectUriPolicy } from '../authorization/check-redirect-uri.ts'
import type { Client, Interaction } from '../storage/records.ts'

/**
 * What the client has lost since the interaction began, so that no step of it may send the browser there any more: an
 * address that an administrator took away is nobody's to get a code at. RFC 9700 §2.1
 */
export function checkOpenInteraction(
  { request }: Pick<Interaction, 'request'>,
  client: Pick<Client, 'status' | 'type' | 'redirectUris'>,
  policy: RedirectUriPolicy,
): 'client_disabled' | 'redirect_uri_not_registered' | null {
  if (client.status !== 'active') return 'client_disabled'
  return checkRedirectUri(client, request.redirectUri, policy) ? null : 'redirect_uri_not_registered'
}
