import { checkAgainWhenStale } from '../check-again.ts'
import { describeEvent, describeRefusal } from '../events/describe-event.ts'
import { hashesEqual, parseIssuedValue } from '../issued-values/issued-value.ts'
import type { RequestFacts } from '../request-facts.ts'
import { buryWhenRightsChanged } from '../rights/bury-grant.ts'
import { checkStanding } from '../rights/check-standing.ts'
import { formatScope, parseScope } from '../scope/parse-scope.ts'
import type { SealingKeys } from '../sealing/sealing-keys.ts'
import type { TenantStorage } from '../storage/port.ts'
import type { Client } from '../storage/records.ts'
import { deriveTokens } from './derive-tokens.ts'
import { refuse, type RefusedTokenRequest } from './errors.ts'
import { expiresInSeconds, mintTokens } from './mint-tokens.ts'
import { hashRefreshRequest, keepRetryAnswer, repeatRetryAnswer } from './retry-answer.ts'
import type { RefreshTokenRequest } from '@identity-hub/api-types'
import type { IssuedTokens } from './issued-tokens.ts'
import { tokenLifetimes } from './token-lifetimes.ts'

/**
 * Exchanges a refresh token for its successor and a new access token. RFC 6749 §6, RFC 9700 §4.14. The same request sent
 * again within the retry window gets the same answer; any other second use ends the grant.
 */
export function refresh(
  storage: TenantStorage,
  client: Client,
  request: RefreshTokenRequest,
  keys: SealingKeys,
  facts: RequestFacts,
): Promise<IssuedTokens | RefusedTokenRequest> {
  return checkAgainWhenStale(() => attemptRefresh(storage, client, request, keys, facts))
}

async function attemptRefresh(
  storage: TenantStorage,
  client: Client,
  request: RefreshTokenRequest,
  keys: SealingKeys,
  facts: RequestFacts,
): Promise<IssuedTokens | RefusedTokenRequest | { outcome: 'stale' }> {
  const { now } = facts
  const presented = parseIssuedValue('rt', request.refresh_token)
  if (presented === null) return refuse('refresh_token_unknown')
  const found = await storage.findRefreshToken(presented.id)
  if (found.outcome === 'unknown' || !hashesEqual(found.token.tokenHash, presented.hash))
    return refuse('refresh_token_unknown')
  const { token, standing } = found
  const { grant } = standing
  // Not yours: nothing is written, and nothing said that an unknown token would not be told.
  if (grant.client !== client.id) return refuse('refresh_token_of_another_client')
  const subjects = {
    actor: `client:${client.clientId}`,
    subject: grant.accountId,
    client: client.id,
    grantId: grant.id,
  }

  const stands = checkStanding(standing, now)
  if (!stands.ok) {
    await buryWhenRightsChanged(storage, standing, stands.reason, subjects.actor, facts)
    return refuse(stands.reason, subjects)
  }
  const scopes = narrowScopes(grant.scopes, request.scope)
  if (scopes === null) return refuse('scope_invalid', subjects)

  const binding = {
    tenantId: storage.tenant.id,
    client: client.id,
    tokenId: token.id,
    value: request.refresh_token,
  }
  const derived = deriveTokens(keys, binding, facts)
  const lifetimes = tokenLifetimes(client, scopes, await storage.listScopesNamed(scopes))
  const tokens = mintTokens(lifetimes, grant, scopes, derived, now)
  const rotated = await storage.rotateRefreshToken({
    tokenId: token.id,
    tokenHash: presented.hash,
    fence: stands.fence,
    tokens,
    requestHash: hashRefreshRequest(request),
    retryAnswer: keepRetryAnswer(derived.recipe, tokens.accessToken.expiresAt),
    retryWindowSeconds: client.retryWindowSeconds,
    now,
    events: {
      rotated: [describeEvent(facts, 'token.refreshed', { scope: formatScope(scopes) }, subjects)],
      repeat: [describeEvent(facts, 'token.refresh_repeated', {}, subjects)],
      reused: [describeRefusal(facts, 'refresh_token.reused', 'refresh_token_reused', {}, subjects)],
    },
  })
  switch (rotated.outcome) {
    case 'rotated':
      return {
        outcome: 'issued',
        accessToken: derived.accessToken.value,
        expiresInSeconds: expiresInSeconds(tokens.accessToken, now),
        refreshToken: derived.refreshToken.value,
        scopes,
      }
    case 'repeat':
      return repeatRetryAnswer(keys, binding, rotated.retryAnswer, { scopes, now }) ?? refuse('retry_differs', subjects)
    case 'repeat-differs':
      return refuse('retry_differs', subjects)
    case 'reused':
      return refuse('refresh_token_reused', subjects)
    case 'expired':
      return refuse('refresh_token_expired', subjects)
    case 'dead':
      return refuse(rotated.reason, subjects)
    case 'unknown':
      return refuse('refresh_token_unknown')
    case 'stale':
      return { outcome: 'stale' }
  }
}

/** A request may ask for less, never for more; the refresh token keeps the grant's scope. RFC 6749 §6. */
function narrowScopes(granted: readonly string[], asked: string | undefined): readonly string[] | null {
  const names = parseScope(asked)
  if (names === undefined) return granted
  return names !== null && names.every((name) => granted.includes(name)) ? names : null
}
