import type { Decide, DecideOutcome, Id } from '@identity-hub/core'
import { checkDecidable, checkDecisionFence } from '../rows/interactions.ts'
import { lockAccount } from './accounts.ts'
import { insertCode } from './authorization-codes.ts'
import { readClientState } from './clients.ts'
import { rememberConsent } from './consents.ts'
import { writeEvents } from './events.ts'
import { insertGrant } from './grants.ts'
import { advanceInteraction, lockInteraction } from './interactions.ts'
import { readSessionById } from './sessions.ts'
import { readTenantState } from './tenants.ts'
import type { Transaction } from './transactions.ts'

export async function decide(db: Transaction, tenantId: Id, input: Decide): Promise<DecideOutcome> {
  const outcome = (await check(db, tenantId, input)) ?? (await applyDecision(db, tenantId, input))
  await writeEvents(db, tenantId, input.events?.[outcome.outcome])
  return outcome
}

// The interaction and the account stay as they are read. What else may change now has its epoch in the grant.
async function check(db: Transaction, tenantId: Id, input: Decide): Promise<DecideOutcome | null> {
  const { interaction, fence, sessionId, now } = input
  if (interaction !== null) {
    const stored = await lockInteraction(db, tenantId, interaction.id)
    const undecidable = checkDecidable(input, stored?.interaction)
    if (undecidable !== null) return undecidable
  }
  return checkDecisionFence(
    fence,
    await lockAccount(db, tenantId, fence.accountId),
    await readClientState(db, tenantId, fence.client),
    await readSessionById(db, tenantId, sessionId, now),
    await readTenantState(db, tenantId),
  )
}

async function applyDecision(db: Transaction, tenantId: Id, input: Decide): Promise<DecideOutcome> {
  const { interaction, fence, sessionId, decision, now } = input
  const { accountId, client } = fence
  if (
    interaction !== null &&
    !(await advanceInteraction(db, tenantId, { ...interaction, state: 'done', sessionId, accountId, now }))
  )
    throw new Error('an interaction changed in the transaction that had locked it')
  if (decision.kind === 'deny') return { outcome: 'denied' }

  if (decision.rememberScopes !== null)
    await rememberConsent(db, tenantId, { accountId, client, scopes: decision.rememberScopes, now })
  const reviewAt = await insertCode(db, tenantId, { code: decision.code, grantId: decision.grant.id, client })
  await insertGrant(db, tenantId, decision.grant, { fence, sessionId, reviewAt })
  return { outcome: 'issued' }
}
