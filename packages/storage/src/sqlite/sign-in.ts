import type { Id, SignIn, SignInOutcome } from '@identity-hub/core'
import { checkSignIn } from '../rows/interactions.ts'
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
  const stored =
    input.interaction === null ? undefined : readInteraction(db, tenantId, input.interaction.id)?.interaction
  const account = readAccount(db, tenantId, accountId)
  const refused = checkSignIn(input, account, readTenantState(db, tenantId), stored)
  if (refused !== null) return refused

  if (input.endedSessionHash !== null) endSession(db, tenantId, { sessionHash: input.endedSessionHash, now })
  insertSession(db, tenantId, session, { accountId, accountEpoch, tenantEpoch })
  if (stored === undefined) return { outcome: 'signed-in', interaction: null }

  const step = { id: stored.id, version: stored.version, state: 'consent', sessionId: session.id, accountId } as const
  if (!advanceInteraction(db, tenantId, { ...step, now }))
    throw new Error('an interaction changed in the transaction that had checked it')
  return { outcome: 'signed-in', interaction: { ...stored, ...step, version: stored.version + 1 } }
}
