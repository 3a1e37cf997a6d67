import { BearerError } from '../errors/bearer-error.ts'
import { getAccessToken } from '../grants/get-access-token.ts'
import type { GrantRefresher } from '../grants/refresh-grants.ts'
import type { Hub } from '../hub.ts'
import type { Identity } from './identity.ts'
import { requestIdentity } from './request-identity.ts'

/** Whose identity: of a grant in the store, or of an access token that you hold yourself. */
export type IdentityOf = { readonly grantId: string } | { readonly accessToken: string }

export interface GetIdentityOptions {
  readonly signal?: AbortSignal | undefined
}

/** With a grant, a token that the API calls invalid is refreshed and tried once more. RFC 6750 §3.1 */
export async function getIdentity(
  hub: Hub,
  refresher: GrantRefresher,
  of: IdentityOf,
  { signal }: GetIdentityOptions,
): Promise<Identity> {
  signal?.throwIfAborted()
  if ('accessToken' in of) return requestIdentity(hub, of.accessToken, signal)
  const { grantId } = of
  const used = await getAccessToken(hub, refresher, grantId, { signal })
  try {
    return await requestIdentity(hub, used.accessToken, signal)
  } catch (error) {
    const isInvalid = error instanceof BearerError && error.status === 401 && error.error === 'invalid_token'
    if (!isInvalid || used.refreshToken === undefined) throw error
    const { accessToken } = await refresher.refresh(grantId, ({ version }) => version > used.version, signal)
    return requestIdentity(hub, accessToken, signal)
  }
}
