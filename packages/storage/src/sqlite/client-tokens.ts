import type { Id, TokenVerbs } from '@identity-hub/core'
import { insertAccessToken } from './access-tokens.ts'
import { readClientState } from './clients.ts'
import type { Connection } from './connection.ts'
import { writeEvents } from './events.ts'
import { readTenantState } from './tenants.ts'

type Input = Parameters<TokenVerbs['issueClientToken']>[0]
type Outcome = Awaited<ReturnType<TokenVerbs['issueClientToken']>>

/** RFC 6749 §4.4: no account, no grant, and no refresh token. */
export function issueClientToken(db: Connection, tenantId: Id, input: Input): Outcome {
  const outcome = checkFence(db, tenantId, input.fence)
  if (outcome.outcome === 'issued') insertAccessToken(db, tenantId, input.accessToken, { grantId: null, ...input.fence })
  writeEvents(db, tenantId, input.events?.[outcome.outcome])
  return outcome
}

function checkFence(db: Connection, tenantId: Id, fence: Input['fence']): Outcome {
  const tenant = readTenantState(db, tenantId)
  if (tenant.status !== 'open') return { outcome: 'dead', reason: 'tenant_changed' }
  const client = readClientState(db, tenantId, fence.client)
  if (client?.status === 'disabled') return { outcome: 'dead', reason: 'client_disabled' }
  const holds = client?.epoch === fence.clientEpoch && tenant.epoch === fence.tenantEpoch
  return { outcome: holds ? 'issued' : 'stale' }
}
