import type { RevocationRequest } from '@identity-hub/api-types'
import { describeEvent, describeRefusal, type EventSubjects } from '../events/describe-event.ts'
import { hashesEqual, parseIssuedValue, type IssuedValue } from '../issued-values/issued-value.ts'
import type { RequestFacts } from '../request-facts.ts'
import type { HubStorage, TenantStorage } from '../storage/port.ts'
import type { Client } from '../storage/records.ts'
import type { RefusedClient } from '../token/errors.ts'
import { claimedClient, identifyClient } from '../token/identify-client.ts'
import type { SecretGuesses, ThrottledTokenRequest } from '../token/secret-guesses.ts'

export interface RevocationSettings {
  readonly hub: HubStorage
  readonly storage: TenantStorage
  readonly guesses: SecretGuesses
}

/** The wire says the same in each case; `reason` is for the operator: why nothing was written, or null. */
export interface EndedToken {
  readonly outcome: 'ended'
  readonly reason: 'token_unknown' | 'token_of_another_client' | 'token_revoked_before' | null
}

export interface RevocationAnswer {
  /** Who the request says it is from, for the log. */
  readonly clientId: string | null
  readonly result: EndedToken | RefusedClient | ThrottledTokenRequest
}

/** A client ends a token of its own. RFC 7009 §2.1. */
export async function revokeToken(
  settings: RevocationSettings,
  authorization: string | undefined,
  request: RevocationRequest,
  facts: RequestFacts,
): Promise<RevocationAnswer> {
  const { hub, storage } = settings
  const { clientId, result: identified } = await identifyClient(settings, authorization, request, facts)
  if (identified.outcome === 'authenticated')
    return { clientId, result: await endToken(settings, identified.client, request.token, facts) }
  const event = describeRefusal(facts, 'token.revocation_refused', identified.reason, claimedClient(clientId))
  hub.recordRefusal(storage.tenant, event)
  return { clientId, result: identified }
}

// A token says itself what it is, so the hint is not needed: it may be wrong. RFC 7009 §2.1.
function endToken(
  settings: RevocationSettings,
  client: Client,
  presented: string,
  facts: RequestFacts,
): Promise<EndedToken> | EndedToken {
  const refreshToken = parseIssuedValue('rt', presented)
  if (refreshToken !== null) return endGrant(settings, client, refreshToken, facts)
  const accessToken = parseIssuedValue('at', presented)
  return accessToken === null ? ended('token_unknown') : endAccessToken(settings, client, accessToken, facts)
}

type Parsed = Pick<IssuedValue, 'id' | 'hash'>

/** The whole grant, also by a token that was used before: its client may have lost the answer that held its successor. */
async function endGrant(
  { hub, storage }: RevocationSettings,
  client: Client,
  { id, hash }: Parsed,
  facts: RequestFacts,
): Promise<EndedToken> {
  const found = await storage.findRefreshToken(id)
  if (found.outcome === 'unknown' || !hashesEqual(found.token.tokenHash, hash)) return ended('token_unknown')
  const { grant } = found.standing
  const subjects = subjectsOf(client, { subject: grant.accountId, client: grant.client, grantId: grant.id })
  if (grant.client !== client.id) return refuseForeign({ hub, storage }, subjects, facts)
  const { outcome } = await storage.revokeGrant({
    grantId: grant.id,
    reason: 'revoked_by_client',
    now: facts.now,
    events: { revoked: [describeEvent(facts, 'token.revoked', { kind: 'refresh_token' }, subjects)] },
  })
  return ended(outcome === 'revoked' ? null : 'token_revoked_before')
}

async function endAccessToken(
  { hub, storage }: RevocationSettings,
  client: Client,
  { id, hash }: Parsed,
  facts: RequestFacts,
): Promise<EndedToken> {
  const found = await storage.findAccessToken({ id, tokenHash: hash })
  if (found.outcome === 'unknown') return ended('token_unknown')
  const { token, standing } = found
  const grant = standing?.grant
  const about = { subject: grant?.accountId ?? null, client: token.client, grantId: grant?.id ?? null }
  const subjects = subjectsOf(client, about)
  if (token.client !== client.id) return refuseForeign({ hub, storage }, subjects, facts)
  const { outcome } = await storage.revokeAccessToken({
    id,
    tokenHash: hash,
    client: client.id,
    now: facts.now,
    events: { revoked: [describeEvent(facts, 'token.revoked', { kind: 'access_token' }, subjects)] },
  })
  return ended(outcome === 'revoked' ? null : 'token_revoked_before')
}

// Nothing is written, and nothing said that an unknown token would not be told.
function refuseForeign(
  { hub, storage }: Pick<RevocationSettings, 'hub' | 'storage'>,
  subjects: EventSubjects,
  facts: RequestFacts,
): EndedToken {
  const reason = 'token_of_another_client'
  hub.recordRefusal(storage.tenant, describeRefusal(facts, 'token.revocation_refused', reason, {}, subjects))
  return ended(reason)
}

function subjectsOf(caller: Client, about: EventSubjects): EventSubjects {
  return { actor: `client:${caller.clientId}`, ...about }
}

function ended(reason: EndedToken['reason']): EndedToken {
  return { outcome: 'ended', reason }
}
