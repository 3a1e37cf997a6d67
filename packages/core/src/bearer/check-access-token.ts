import { parseIssuedValue } from '../issued-values/issued-value.ts'
import type { EventSubjects } from '../events/describe-event.ts'
import type { RequestFacts } from '../request-facts.ts'
import { buryWhenRightsChanged } from '../rights/bury-grant.ts'
import { checkStanding } from '../rights/check-standing.ts'
import type { TenantStorage } from '../storage/port.ts'
import type { Account } from '../storage/records.ts'
import type { DeadReason } from '../storage/token-verbs.ts'

export type AccessTokenCheck =
  | {
      readonly outcome: 'live'
      /** null for an app token: nobody granted it. */
      readonly account: Account | null
      readonly clientId: string
      readonly scopes: readonly string[]
      readonly expiresAt: number
    }
  | {
      readonly outcome: 'refused'
      readonly reason: 'token_unknown' | 'token_expired' | DeadReason
      /** Whose token it is, for the operator; null for an unknown one. */
      readonly subjects: EventSubjects | null
    }

/** Whether an access token is good at this moment, rights included. */
export async function checkAccessToken(
  storage: TenantStorage,
  presented: string,
  facts: RequestFacts,
): Promise<AccessTokenCheck> {
  const parsed = parseIssuedValue('at', presented)
  if (parsed === null) return { outcome: 'refused', reason: 'token_unknown', subjects: null }
  const found = await storage.findAccessToken({ id: parsed.id, tokenHash: parsed.hash })
  if (found.outcome === 'unknown') return { outcome: 'refused', reason: 'token_unknown', subjects: null }
  const { token, standing, dead } = found
  const grant = standing?.grant ?? null
  const subjects = {
    actor: `client:${token.clientId}`,
    client: token.client,
    subject: grant?.accountId ?? null,
    grantId: grant?.id ?? null,
  }
  if (facts.now >= token.expiresAt) return { outcome: 'refused', reason: 'token_expired', subjects }
  if (dead !== null) return { outcome: 'refused', reason: dead, subjects }
  if (standing !== null) {
    const stands = checkStanding(standing, facts.now)
    if (!stands.ok) {
      await buryWhenRightsChanged(storage, standing.grant, stands.reason, subjects.actor, facts)
      return { outcome: 'refused', reason: stands.reason, subjects }
    }
  }
  return {
    outcome: 'live',
    account: standing?.account ?? null,
    clientId: token.clientId,
    scopes: token.scopes,
    expiresAt: token.expiresAt,
  }
}
