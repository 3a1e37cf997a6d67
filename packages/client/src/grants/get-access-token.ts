import { GrantEndedError } from '../errors/grant-ended-error.ts'
import { HubUnreachableError } from '../errors/hub-unreachable-error.ts'
import type { Hub } from '../hub.ts'
import { lasts } from '../token/lasts.ts'
import type { GrantRefresher } from './refresh-grants.ts'
import type { TokenSet } from './token-set.ts'

export interface GetAccessTokenOptions {
  /** Ends the waiting; a refresh that is under way goes on and is saved. */
  readonly signal?: AbortSignal | undefined
  /** How long the token has to last, or half of its life if that is shorter. Default 30. */
  readonly minimumSeconds?: number | undefined
}

/** The stored access token if it lasts, otherwise a new one. While the hub is away, one that has not run out yet. */
export async function getAccessToken(
  hub: Hub,
  refresher: GrantRefresher,
  grantId: string,
  { signal, minimumSeconds = 30 }: GetAccessTokenOptions,
): Promise<TokenSet> {
  signal?.throwIfAborted()
  const current = await hub.grants.load(grantId)
  if (!current) throw new GrantEndedError(grantId, 'unknown-grant')
  const sufficient = (tokens: TokenSet): boolean => lasts(tokens, minimumSeconds, hub.clock())
  if (sufficient(current)) return current
  const isAlive = (): boolean => current.expiresAt > hub.clock()
  // Without a refresh token there is nothing to do but to use the token up.
  if (current.refreshToken === undefined && isAlive()) return current
  try {
    return await refresher.refresh(grantId, sufficient, signal)
  } catch (error) {
    if (error instanceof HubUnreachableError && isAlive()) return current
    throw error
  }
}
