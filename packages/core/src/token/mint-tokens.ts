import { issueValue, type IssuedValue } from '../issued-values/issued-value.ts'
import type { RequestFacts } from '../request-facts.ts'
import type { NewAccessToken, NewRefreshToken, NewTokens } from '../storage/records.ts'
import type { StandingGrant } from '../storage/token-verbs.ts'
import type { TokenLifetimes } from './token-lifetimes.ts'

/** The values of a token response; they share an id. */
export interface TokenValues {
  readonly accessToken: IssuedValue
  readonly refreshToken: IssuedValue
}

export function drawTokens({ now, random }: RequestFacts): TokenValues {
  const accessToken = issueValue('at', now, random)
  return { accessToken, refreshToken: issueValue('rt', now, random, accessToken.id) }
}

/** @param scopes the grant's, or fewer of them */
export function mintTokens(
  lifetimes: TokenLifetimes,
  grant: Pick<StandingGrant, 'audience' | 'absoluteEndsAt'>,
  scopes: readonly string[],
  { accessToken, refreshToken }: TokenValues,
  now: number,
): NewTokens & { readonly refreshToken: NewRefreshToken } {
  const idleEndsAt = Math.min(now + lifetimes.refreshIdleSeconds * 1000, grant.absoluteEndsAt)
  return {
    id: accessToken.id,
    accessToken: mintAccessToken(lifetimes, scopes, grant, accessToken, now),
    refreshToken: { tokenHash: refreshToken.hash, idleEndsAt },
  }
}

/** @param grant null for an app token; no token outlives its grant */
export function mintAccessToken(
  lifetimes: Pick<TokenLifetimes, 'accessTokenSeconds'>,
  scopes: readonly string[],
  grant: Pick<StandingGrant, 'audience' | 'absoluteEndsAt'> | null,
  { hash }: IssuedValue,
  now: number,
): NewAccessToken {
  const lifetime = now + lifetimes.accessTokenSeconds * 1000
  const expiresAt = grant === null ? lifetime : Math.min(lifetime, grant.absoluteEndsAt)
  return { tokenHash: hash, scopes, audience: grant?.audience ?? [], expiresAt }
}

/** As `expires_in` tells it. RFC 6749 §5.1. */
export const expiresInSeconds = ({ expiresAt }: Pick<NewAccessToken, 'expiresAt'>, now: number): number =>
  Math.max(0, Math.floor((expiresAt - now) / 1000))
