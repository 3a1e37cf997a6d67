import { issueValue, type IssuedValue } from '../issued-values/issued-value.ts'
import type { RequestFacts } from '../request-facts.ts'
import type { Client, NewAccessToken, NewRefreshToken } from '../storage/records.ts'

export interface MintedAccessToken {
  readonly value: string
  readonly expiresInSeconds: number
  readonly record: NewAccessToken
}

/**
 * @param endsAt the grant's absolute end, which no token outlives; null for an app token
 * @param token when it is not to be drawn
 */
export function mintAccessToken(
  client: Pick<Client, 'accessTokenSeconds'>,
  scopes: readonly string[],
  audience: readonly string[],
  endsAt: number | null,
  { now, random }: RequestFacts,
  token: IssuedValue = issueValue('at', now, random),
): MintedAccessToken {
  const lifetime = now + client.accessTokenSeconds * 1000
  const expiresAt = endsAt === null ? lifetime : Math.min(lifetime, endsAt)
  return {
    value: token.value,
    expiresInSeconds: Math.floor((expiresAt - now) / 1000),
    record: { id: token.id, tokenHash: token.hash, scopes, audience, expiresAt },
  }
}

export function mintRefreshToken(
  client: Pick<Client, 'refreshIdleSeconds'>,
  grantEndsAt: number,
  { now, random }: RequestFacts,
  token: IssuedValue = issueValue('rt', now, random),
): { readonly value: string; readonly record: NewRefreshToken } {
  const idleEndsAt = Math.min(now + client.refreshIdleSeconds * 1000, grantEndsAt)
  return { value: token.value, record: { id: token.id, tokenHash: token.hash, idleEndsAt } }
}
