import type { Account, Decide, DecideOutcome, Id, Interaction, SignIn, SignInOutcome } from '@identity-hub/core'
import type { ClientState, TenantState } from './client-tokens.ts'
import type { SessionStanding } from './sessions.ts'
import { fromBlob, fromJson } from './values.ts'

export const INTERACTION_COLUMNS = `
  i.id, i.browser_hash AS "browserHash", i.request, i.state, i.version, i.session_id AS "sessionId",
  i.account_id AS "accountId", i.created_at AS "createdAt", i.expires_at AS "expiresAt"`

export type InteractionRow = Omit<Interaction, 'request'> & {
  readonly request: string
  readonly browserHash: Uint8Array
}

export interface StoredInteraction {
  readonly interaction: Interaction
  readonly browserHash: string
}

export function toInteraction(row: InteractionRow): StoredInteraction {
  const { browserHash, request, ...rest } = row
  return { interaction: { ...rest, request: fromJson(request) }, browserHash: fromBlob(browserHash) }
}

/** One step on, if the interaction is still the one that was read. */
export interface InteractionStep {
  readonly id: Id
  readonly version: number
  readonly state: Interaction['state']
  readonly sessionId: Id | null
  readonly accountId: Id | null
  readonly now: number
}

/** Null: it may be decided. */
export function checkDecidable(input: Decide, stored: Interaction | undefined): DecideOutcome | null {
  if (input.interaction === null) return null
  if (stored?.state === 'done') return { outcome: 'already-decided' }
  if (stored !== undefined && stored.expiresAt <= input.now)
    return { outcome: 'refused', reason: 'interaction_expired' }
  const same =
    stored?.version === input.interaction.version &&
    stored.state === 'consent' &&
    stored.accountId === input.fence.accountId &&
    stored.request.client === input.fence.client
  return same ? null : { outcome: 'stale' }
}

/** Null: everything that the decision rests on is as it was read. */
export function checkDecisionFence(
  fence: Decide['fence'],
  account: Account | null,
  client: ClientState | undefined,
  session: SessionStanding,
  tenant: TenantState,
): DecideOutcome | null {
  if (account !== null && account.status !== 'active') return { outcome: 'refused', reason: 'account_blocked' }
  if (client?.status === 'disabled') return { outcome: 'refused', reason: 'client_disabled' }
  if (session.outcome !== 'live' || session.session.accountId !== fence.accountId)
    return { outcome: 'refused', reason: 'session_ended' }
  const holds =
    account?.epoch === fence.accountEpoch &&
    client?.epoch === fence.clientEpoch &&
    tenant.status === 'open' &&
    tenant.epoch === fence.tenantEpoch &&
    tenant.policyVersion === fence.policyVersion
  return holds ? null : { outcome: 'stale' }
}

/** Null: a session may begin. */
export function checkSignIn(
  input: SignIn,
  account: Account | null,
  tenant: TenantState,
  stored: Interaction | undefined,
): SignInOutcome | null {
  if (account !== null && account.status !== 'active') return { outcome: 'refused', reason: 'account_blocked' }
  const holds =
    account?.epoch === input.accountEpoch &&
    account.revision === input.accountRevision &&
    tenant.status === 'open' &&
    tenant.epoch === input.tenantEpoch
  if (!holds) return { outcome: 'stale' }
  if (input.interaction === null) return null
  if (stored?.state === 'done') return { outcome: 'refused', reason: 'interaction_done' }
  if (stored !== undefined && stored.expiresAt <= input.now)
    return { outcome: 'refused', reason: 'interaction_expired' }
  return stored?.version === input.interaction.version ? null : { outcome: 'stale' }
}
