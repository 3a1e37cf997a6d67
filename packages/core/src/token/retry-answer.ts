import type { RefreshTokenRequest } from '@identity-hub/api-types'
import { hashValue } from '../issued-values/issued-value.ts'
import type { SealingKeys } from '../sealing/sealing-keys.ts'
import { deriveTokensAgain, type PresentedRefreshToken } from './derive-tokens.ts'
import type { IssuedTokens } from './issued-tokens.ts'
import { expiresInSeconds } from './mint-tokens.ts'

const INSTANT_BYTES = 8

/** What is kept of an answer to a refresh, for a client that loses it: `<expiry of the access token><recipe>`. */
export function keepRetryAnswer(recipe: Buffer, accessTokenExpiresAt: number): Uint8Array {
  const kept = Buffer.allocUnsafe(INSTANT_BYTES + recipe.length)
  kept.writeDoubleBE(accessTokenExpiresAt)
  recipe.copy(kept, INSTANT_BYTES)
  return kept
}

/**
 * The same answer once more; null: a key that is gone.
 * @param scopes the grant's and the request's, which are those of the first time
 */
export function repeatRetryAnswer(
  keys: SealingKeys,
  presented: PresentedRefreshToken,
  kept: Uint8Array,
  { scopes, now }: { readonly scopes: readonly string[]; readonly now: number },
): IssuedTokens | null {
  if (kept.length <= INSTANT_BYTES) return null
  const bytes = Buffer.from(kept)
  const tokens = deriveTokensAgain(keys, presented, bytes.subarray(INSTANT_BYTES))
  if (tokens === null) return null
  return {
    outcome: 'issued',
    accessToken: tokens.accessToken.value,
    expiresInSeconds: expiresInSeconds({ expiresAt: bytes.readDoubleBE() }, now),
    refreshToken: tokens.refreshToken.value,
    scopes,
  }
}

/** Equal for requests that ask for the same; an unequal one inside the window is no retry. */
export function hashRefreshRequest({ scope, resource }: Pick<RefreshTokenRequest, 'scope' | 'resource'>): string {
  if (scope === undefined && resource === undefined) return NOTHING_ASKED
  return hashValue(JSON.stringify([scope ?? null, resource ?? null]))
}

const NOTHING_ASKED = hashValue(JSON.stringify([null, null]))
