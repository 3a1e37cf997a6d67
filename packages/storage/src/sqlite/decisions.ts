import type { Decide, DecideOutcome, Id } from '@identity-hub/core'
import { checkDecidable, checkDecisionFence } from '../rows/interactions.ts'
import { readAccount } from './accounts.ts'
import { readClientState } from './clients.ts'
import type { Connection } from './connection.ts'
import { rememberConsent } from './consents.ts'
import { writeEvents } from './events.ts'
import { insertGrant } from './grants.ts'
import { advanceInteraction, readInteraction } from './interactions.ts'
import { readSessionById } from './sessions.ts'
import { readTenantState } from './tenants.ts'

export function decide(db: Connection, tenantId: Id, input: Decide): DecideOutcome {
  const outcome = check(db, tenantId, input) ?? applyDecision(db, tenantId, input)
  writeEvents(db, tenantId, input.events?.[outcome.outcome])
  return outcome
}

// All in the transaction that writes: nothing can change between these reads and the writes that rest on them.
function check(db: Connection, tenantId: Id, input: Decide): DecideOutcome | null {
  const { interaction, fence, sessionId, now } = input
  const stored = interaction === null ? undefined : readInteraction(db, tenantId, interaction.id)?.interaction
  return (
    checkDecidable(input, stored) ??
    checkDecisionFence(
      fence,
      readAccount(db, tenantId, fence.accountId),
      readClientState(db, tenantId, fence.client),
      readSessionById(db, tenantId, sessionId, now),
      readTenantState(db, tenantId),
    )
  )
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
  insertGrant(db, tenantId, decision, input)
  return { outcome: 'issued' }
}
