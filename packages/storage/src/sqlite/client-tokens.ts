import type { Id, TokenVerbs } from '@identity-hub/core'
import { checkClientFence } from '../rows/client-tokens.ts'
import { readClientState } from './clients.ts'
import type { Connection } from './connection.ts'
import { writeEvents } from './events.ts'
import { insertAppToken } from './issued-tokens.ts'
import { readTenantState } from './tenants.ts'

type Input = Parameters<TokenVerbs['issueClientToken']>[0]
type Outcome = Awaited<ReturnType<TokenVerbs['issueClientToken']>>

/** RFC 6749 §4.4: no account, no grant, and no refresh token. */
export function issueClientToken(db: Connection, tenantId: Id, input: Input): Outcome {
  const { fence } = input
  const outcome = checkClientFence(fence, readTenantState(db, tenantId), readClientState(db, tenantId, fence.client))
  if (outcome.outcome === 'issued') insertAppToken(db, tenantId, input.accessToken, fence)
  writeEvents(db, tenantId, input.events?.[outcome.outcome])
  return outcome
}
