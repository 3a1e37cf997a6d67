import { parseIssuedValue } from '../issued-values/issued-value.ts'
import type { EventSubjects } from '../events/describe-event.ts'
import type { RequestFacts } from '../request-facts.ts'
import { buryWhenRightsChanged } from '../rights/bury-grant.ts'
import { checkStanding } from '../rights/check-standing.ts'
import { permittedToClient } from '../rights/permitted-scopes.ts'
import type { TenantStorage } from '../storage/port.ts'
import type { Account, Id } from '../storage/records.ts'
import type { DeadReason } from '../storage/token-verbs.ts'

export type AccessTokenCheck =
  | {
      readonly outcome: 'live'
      /** Says when it was issued, too. */
      readonly id: Id
      /** null for an app token: nobody granted it. */
      readonly account: Account | null
      readonly clientId: string
      readonly scopes: readonly string[]
      readonly parties: TokenParties
      readonly expiresAt: number
    }
  | {
      readonly outcome: 'refused'
      readonly reason: 'token_unknown' | 'token_expired' | DeadReason
      /** Null for an unknown one. */
      readonly parties: TokenParties | null
    }

/** Whom a token concerns. */
export interface TokenParties {
  /** The record id of the client that it was issued to. */
  readonly client: Id
  /** The resources that it is for; none: it names none. */
  readonly audience: readonly string[]
  /** For the operator. */
  readonly subjects: EventSubjects
}

export type LiveAccessToken = Extract<AccessTokenCheck, { outcome: 'live' }>

const UNKNOWN: AccessTokenCheck = { outcome: 'refused', reason: 'token_unknown', parties: null }

/** Whether an access token is good at this moment, rights included. */
export async function checkAccessToken(
  storage: TenantStorage,
  presented: string,
  facts: RequestFacts,
): Promise<AccessTokenCheck> {
  const parsed = parseIssuedValue('at', presented)
  if (parsed === null) return UNKNOWN
  const found = await storage.findAccessToken({ id: parsed.id, tokenHash: parsed.hash })
  if (found.outcome === 'unknown') return UNKNOWN
  const { token, standing, clientScopes, dead } = found
  const grant = standing?.grant ?? null
  const subjects = {
    actor: `client:${token.clientId}`,
    client: token.client,
    subject: grant?.accountId ?? null,
    grantId: grant?.id ?? null,
  }
  const parties = { client: token.client, audience: token.audience, subjects }
  const refuse = (reason: DeadReason | 'token_expired'): AccessTokenCheck => ({ outcome: 'refused', reason, parties })
  if (dead !== null) return refuse(dead)
  if (facts.now >= token.expiresAt) return refuse('token_expired')
  if (standing !== null) {
    const stands = checkStanding(standing, facts.now)
    if (!stands.ok) {
      await buryWhenRightsChanged(storage, standing, stands.reason, subjects.actor, facts)
      return refuse(stands.reason)
    }
  }
  const scopes = clientScopes === null ? token.scopes : await scopesOfApp(storage, token.scopes, clientScopes)
  if (scopes.length === 0 && token.scopes.length > 0) return refuse('rights_changed')
  return {
    outcome: 'live',
    id: token.id,
    account: standing?.account ?? null,
    clientId: token.clientId,
    scopes,
    parties,
    expiresAt: token.expiresAt,
  }
}

// Nobody granted an app token, so there is no grant to end: it goes on with what its client could get at this moment.
async function scopesOfApp(
  storage: TenantStorage,
  issued: readonly string[],
  ofClient: readonly string[],
): Promise<readonly string[]> {
  const stillOfClient = issued.filter((name) => ofClient.includes(name))
  return permittedToClient(stillOfClient, await storage.listScopesNamed(stillOfClient))
}
