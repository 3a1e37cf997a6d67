import { verifierMatches } from '../authorization/check-pkce.ts'
import { checkAgainWhenStale } from '../check-again.ts'
import { describeEvent, describeRefusal, type EventSubjects } from '../events/describe-event.ts'
import { hashesEqual, parseIssuedValue } from '../issued-values/issued-value.ts'
import type { RequestFacts } from '../request-facts.ts'
import { buryWhenRightsChanged } from '../rights/bury-grant.ts'
import { checkStanding } from '../rights/check-standing.ts'
import { formatScope } from '../scope/parse-scope.ts'
import type { TenantStorage } from '../storage/port.ts'
import type { AuthorizationCode, Client } from '../storage/records.ts'
import type { StandingGrant } from '../storage/token-verbs.ts'
import { refuse, type RefusedTokenRequest, type TokenRefusal } from './errors.ts'
import { drawTokens, expiresInSeconds, mintTokens } from './mint-tokens.ts'
import type { AuthorizationCodeTokenRequest } from '@identity-hub/api-types'
import type { IssuedTokens } from './issued-tokens.ts'
import { tokenLifetimes } from './token-lifetimes.ts'

/** Exchanges a code for tokens, once. RFC 6749 §4.1.3, RFC 7636 §4.6. */
export function exchangeAuthorizationCode(
  storage: TenantStorage,
  client: Client,
  request: AuthorizationCodeTokenRequest,
  facts: RequestFacts,
): Promise<IssuedTokens | RefusedTokenRequest> {
  return checkAgainWhenStale(() => attemptExchange(storage, client, request, facts))
}

async function attemptExchange(
  storage: TenantStorage,
  client: Client,
  request: AuthorizationCodeTokenRequest,
  facts: RequestFacts,
): Promise<IssuedTokens | RefusedTokenRequest | { outcome: 'stale' }> {
  const { now } = facts
  const presented = parseIssuedValue('code', request.code)
  if (presented === null) return refuse('code_unknown')
  const found = await storage.findCode(presented.id)
  if (found.outcome === 'unknown' || !hashesEqual(found.code.codeHash, presented.hash)) return refuse('code_unknown')
  const { code, standing } = found
  const { grant } = standing
  const subjects = {
    actor: `client:${client.clientId}`,
    subject: grant.accountId,
    client: client.id,
    grantId: grant.id,
  }

  const mismatch = checkCodeBinding(code, grant, client, request)
  if (mismatch === 'code_verifier_wrong') return countWrongVerifier(storage, code, subjects, facts)
  if (mismatch !== null) return refuse(mismatch)
  const stands = checkStanding(standing, now)
  if (!stands.ok) {
    await buryWhenRightsChanged(storage, standing, stands.reason, subjects.actor, facts)
    return refuse(stands.reason, subjects)
  }
  // A used code goes on to the storage even when it has expired: its rightful holder sent it twice. RFC 6749 §4.1.2.
  if (code.usedAt === null && now >= code.expiresAt) return refuse('code_expired', subjects)

  const values = drawTokens(facts)
  const lifetimes = tokenLifetimes(client, grant.scopes, await storage.listScopesNamed(grant.scopes))
  const tokens = mintTokens(lifetimes, grant, grant.scopes, values, now)
  const mayRefresh = client.grantTypes.includes('refresh_token')
  const exchanged = await storage.exchangeCode({
    codeHash: presented.hash,
    fence: stands.fence,
    tokens: mayRefresh ? tokens : { ...tokens, refreshToken: null },
    now,
    events: {
      exchanged: [
        describeEvent(
          facts,
          'token.issued',
          { grantType: request.grant_type, scope: formatScope(grant.scopes) },
          subjects,
        ),
      ],
      replayed: [describeRefusal(facts, 'code.replayed', 'code_replayed', {}, subjects)],
    },
  })
  switch (exchanged.outcome) {
    case 'exchanged':
      return {
        outcome: 'issued',
        accessToken: values.accessToken.value,
        expiresInSeconds: expiresInSeconds(tokens.accessToken, now),
        refreshToken: mayRefresh ? values.refreshToken.value : null,
        scopes: grant.scopes,
      }
    case 'replayed':
      return refuse('code_replayed', subjects)
    case 'spent':
      return refuse('code_spent', subjects)
    case 'expired':
      return refuse('code_expired', subjects)
    case 'unknown':
      return refuse('code_unknown')
    case 'dead':
      return refuse(exchanged.reason, subjects)
    case 'stale':
      return { outcome: 'stale' }
  }
}

/** Pure. That the code is presented by the client it was issued to, from the same flow. RFC 6749 §4.1.3. */
function checkCodeBinding(
  code: AuthorizationCode,
  grant: StandingGrant,
  client: Client,
  request: AuthorizationCodeTokenRequest,
): TokenRefusal | null {
  if (grant.client !== client.id) return 'code_of_another_client'
  if (request.redirect_uri === undefined) {
    if (code.redirectUriSent) return 'redirect_uri_missing'
  } else if (request.redirect_uri !== code.redirectUri) return 'redirect_uri_differs'
  if (verifierMatches(code.codeChallenge, request.code_verifier)) return null
  if (code.codeChallenge === null) return 'code_verifier_unexpected'
  return request.code_verifier === undefined ? 'code_verifier_missing' : 'code_verifier_wrong'
}

// Five guesses spend an unused code and revoke nothing; after its use they change nothing.
async function countWrongVerifier(
  storage: TenantStorage,
  code: AuthorizationCode,
  subjects: EventSubjects,
  facts: RequestFacts,
): Promise<RefusedTokenRequest> {
  await storage.failVerifier({
    codeId: code.id,
    codeHash: code.codeHash,
    now: facts.now,
    events: { spent: [describeRefusal(facts, 'code.spent', 'code_verifier_wrong', {}, subjects)] },
  })
  return refuse('code_verifier_wrong', subjects)
}
