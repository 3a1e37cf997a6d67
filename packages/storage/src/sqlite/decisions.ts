import type { Decide, DecideOutcome, Id } from '@identity-hub/core'
import { readAccount } from './accounts.ts'
import { insertCode } from './authorization-codes.ts'
import { readClientState } from './clients.ts'
import type { Connection } from './connection.ts'
import { rememberConsent } from './consents.ts'
import { writeEvents } from './events.ts'
import { insertGrant } from './grants.ts'
import { advanceInteraction, readInteraction } from './interactions.ts'
import { readSessionById } from './sessions.ts'
import { readTenantState } from './tenants.ts'

export function decide(db: Connection, tenantId: Id, input: Decide): DecideOutcome {
  const outcome =
    checkInteraction(db, tenantId, input) ?? checkFence(db, tenantId, input) ?? applyDecision(db, tenantId, input)
  writeEvents(db, tenantId, input.events?.[outcome.outcome])
  return outcome
}

function checkInteraction(db: Connection, tenantId: Id, input: Decide): DecideOutcome | null {
  if (input.interaction === null) return null
  const stored = readInteraction(db, tenantId, input.interaction.id)?.interaction
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

// All in the transaction that writes: nothing can change between these reads and the writes that rest on them.
function checkFence(db: Connection, tenantId: Id, { fence, sessionId, now }: Decide): DecideOutcome | null {
  const account = readAccount(db, tenantId, fence.accountId)
  if (account !== null && account.status !== 'active') return { outcome: 'refused', reason: 'account_blocked' }
  const client = readClientState(db, tenantId, fence.client)
  if (client?.status === 'disabled') return { outcome: 'refused', reason: 'client_disabled' }
  const session = readSessionById(db, tenantId, sessionId, now)
  if (session.outcome !== 'live' || session.session.accountId !== fence.accountId)
    return { outcome: 'refused', reason: 'session_ended' }
  const tenant = readTenantState(db, tenantId)
  const holds =
    account?.epoch === fence.accountEpoch &&
    client?.epoch === fence.clientEpoch &&
    tenant.status === 'open' &&
    tenant.epoch === fence.tenantEpoch &&
    tenant.policyVersion === fence.policyVersion
  return holds ? null : { outcome: 'stale' }
}

function applyDecision(db: Connection, tenantId: Id, input: Decide): DecideOutcome {
  const { interaction, fence, sessionId, decision, now } = input
  const { accountId, client } = fence
  if (
    interaction !== null &&
    !advanceInteraction(db, tenantId, { ...interaction, state: 'done', sessionId, accountId, now })
  )
    throw new Error('an interaction changed in the transaction that had checked it')
  if (decision.kind === 'deny') return { outcome: 'denied' }

  if (decision.rememberScopes !== null)
    rememberConsent(db, tenantId, { accountId, client, scopes: decision.rememberScopes, now })
  const reviewAt = insertCode(db, tenantId, { code: decision.code, grantId: decision.grant.id, client })
  insertGrant(db, tenantId, decision.grant, { fence, sessionId, reviewAt })
  return { outcome: 'issued' }
}
