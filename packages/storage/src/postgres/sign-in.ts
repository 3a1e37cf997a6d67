import type { Id, SignIn, SignInOutcome } from '@identity-hub/core'
import { checkSignIn } from '../rows/interactions.ts'
import { holdAccount } from './accounts.ts'
import { writeEvents } from './events.ts'
import { advanceInteraction, lockInteraction } from './interactions.ts'
import { endSession, insertSession } from './sessions.ts'
import { readTenantState } from './tenants.ts'
import type { Transaction } from './transactions.ts'

export async function signIn(db: Transaction, tenantId: Id, input: SignIn): Promise<SignInOutcome> {
  const outcome = await startSession(db, tenantId, input)
  await writeEvents(db, tenantId, input.events?.[outcome.outcome])
  return outcome
}

async function startSession(db: Transaction, tenantId: Id, input: SignIn): Promise<SignInOutcome> {
  const { accountId, accountEpoch, tenantEpoch, session, now } = input
  const stored =
    input.interaction === null ? undefined : (await lockInteraction(db, tenantId, input.interaction.id))?.interaction
  // A change of the password ends the sessions that it sees, and must see this one, or be seen here.
  const account = await holdAccount(db, tenantId, accountId)
  const refused = checkSignIn(input, account, await readTenantState(db, tenantId), stored)
  if (refused !== null) return refused

  if (input.endedSessionHash !== null) await endSession(db, tenantId, { sessionHash: input.endedSessionHash, now })
  await insertSession(db, tenantId, session, { accountId, accountEpoch, tenantEpoch })
  if (stored === undefined) return { outcome: 'signed-in', interaction: null }

  const step = { id: stored.id, version: stored.version, state: 'consent', sessionId: session.id, accountId } as const
  if (!(await advanceInteraction(db, tenantId, { ...step, now })))
    throw new Error('an interaction changed in the transaction that had locked it')
  return { outcome: 'signed-in', interaction: { ...stored, ...step, version: stored.version + 1 } }
}
