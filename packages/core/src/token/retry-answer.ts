import { hashValue } from '../issued-values/issued-value.ts'
import type { RandomBytes } from '../issued-values/id.ts'
import { open, seal, type SealBinding } from '../sealing/seal.ts'
import type { SealingKeys } from '../sealing/sealing-keys.ts'
import type { RefreshTokenRequest } from '@identity-hub/api-types'
import type { IssuedTokens } from './issued-tokens.ts'

/** What a lost answer to a refresh said. */
export interface RetryAnswer {
  readonly accessToken: string
  readonly refreshToken: string
  readonly scopes: readonly string[]
  /** Epoch milliseconds. */
  readonly accessTokenExpiresAt: number
}

/** Where an answer belongs: only the same token, presented by the same client of the same tenant, opens it. */
export interface RetryBinding {
  readonly tenantId: string
  readonly client: string
  readonly tokenId: string
  readonly presentedToken: string
}

function bindingOf({ tenantId, client, tokenId, presentedToken }: RetryBinding): SealBinding {
  // The key comes from the raw token, which nobody stores: the stored hash cannot give it.
  return { label: 'retry-answer/v1', associatedData: `${tenantId}|${client}|${tokenId}`, secret: presentedToken }
}

export function sealRetryAnswer(
  keys: SealingKeys,
  binding: RetryBinding,
  answer: RetryAnswer,
  random: RandomBytes,
): Uint8Array {
  return seal(keys, bindingOf(binding), JSON.stringify(answer), random)
}

/** null: sealed under a key that is gone. */
export function openRetryAnswer(
  keys: SealingKeys,
  binding: RetryBinding,
  sealed: Uint8Array,
  now: number,
): IssuedTokens | null {
  const opened = open(keys, bindingOf(binding), sealed)
  if (opened === null) return null
  // GCM vouches that these are the bytes that sealRetryAnswer wrote.
  const answer = JSON.parse(opened) as RetryAnswer
  return {
    outcome: 'issued',
    accessToken: answer.accessToken,
    expiresInSeconds: Math.max(0, Math.floor((answer.accessTokenExpiresAt - now) / 1000)),
    refreshToken: answer.refreshToken,
    scopes: answer.scopes,
  }
}

/** Equal for requests that ask for the same; an unequal one inside the window is no retry. */
export function hashRefreshRequest({ scope, resource }: Pick<RefreshTokenRequest, 'scope' | 'resource'>): string {
  return hashValue(JSON.stringify([scope ?? null, resource ?? null]))
}
