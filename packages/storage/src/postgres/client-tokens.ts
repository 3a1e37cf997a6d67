import type { Id, TokenVerbs } from '@identity-hub/core'
import { checkClientFence } from '../rows/client-tokens.ts'
import { readClientState } from './clients.ts'
import { writeEvents } from './events.ts'
import { insertAppToken } from './issued-tokens.ts'
import { readTenantState } from './tenants.ts'
import type { Transaction } from './transactions.ts'

/** RFC 6749 §4.4: no account, no grant, and no refresh token. */
export async function issueClientToken(
  db: Transaction,
  tenantId: Id,
  input: Parameters<TokenVerbs['issueClientToken']>[0],
): ReturnType<TokenVerbs['issueClientToken']> {
  const { fence, accessToken } = input
  const tenant = await readTenantState(db, tenantId)
  // The token keeps the epochs: what changes while it is being issued has another one, and the token is dead.
  const outcome = checkClientFence(fence, tenant, await readClientState(db, tenantId, fence.client))
  if (outcome.outcome === 'issued') await insertAppToken(db, tenantId, accessToken, fence)
  await writeEvents(db, tenantId, input.events?.[outcome.outcome])
  return outcome
}
