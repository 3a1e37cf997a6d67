import type { Id, Interaction, SignIn, SignInOutcome } from '@identity-hub/core'
import { readAccount } from './accounts.ts'
import type { Connection } from './connection.ts'
import { writeEvents } from './events.ts'
import { advanceInteraction, readInteraction } from './interactions.ts'
import { endSession, insertSession } from './sessions.ts'
import { readTenantState } from './tenants.ts'

export function signIn(db: Connection, tenantId: Id, input: SignIn): SignInOutcome {
  const outcome = startSession(db, tenantId, input)
  writeEvents(db, tenantId, input.events?.[outcome.outcome])
  return outcome
}

function startSession(db: Connection, tenantId: Id, input: SignIn): SignInOutcome {
  const { accountId, accountEpoch, tenantEpoch, session, now } = input
  const account = readAccount(db, tenantId, accountId)
  if (account !== null && account.status !== 'active') return { outcome: 'refused', reason: 'account_blocked' }
  const tenant = readTenantState(db, tenantId)
  const epochsHold = account?.epoch === accountEpoch && tenant.status === 'open' && tenant.epoch === tenantEpoch
  if (!epochsHold) return { outcome: 'stale' }

  const refused = checkInteraction(db, tenantId, input)
  if (refused !== null) return refused

  if (input.endedSessionHash !== null) endSession(db, tenantId, { sessionHash: input.endedSessionHash, now })
  insertSession(db, tenantId, session, { accountId, accountEpoch, tenantEpoch })
  return { outcome: 'signed-in', interaction: moveOn(db, tenantId, input) }
}

function checkInteraction(db: Connection, tenantId: Id, { interaction, now }: SignIn): SignInOutcome | null {
  if (interaction === null) return null
  const stored = readInteraction(db, tenantId, interaction.id)?.interaction
  if (stored?.state === 'done') return { outcome: 'refused', reason: 'interaction_done' }
  if (stored !== undefined && stored.expiresAt <= now) return { outcome: 'refused', reason: 'interaction_expired' }
  return stored?.version === interaction.version ? null : { outcome: 'stale' }
}

function moveOn(db: Connection, tenantId: Id, { interaction, accountId, session, now }: SignIn): Interaction | null {
  if (interaction === null) return null
  const step = { ...interaction, state: 'consent' as const, sessionId: session.id, accountId, now }
  const moved = advanceInteraction(db, tenantId, step) ? readInteraction(db, tenantId, interaction.id) : null
  if (moved === null) throw new Error('an interaction changed in the transaction that had checked it')
  return moved.interaction
}
