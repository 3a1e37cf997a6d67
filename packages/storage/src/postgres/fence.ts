import type { Fence, Id } from '@identity-hub/core'
import type { SqlValue } from './connection.ts'

/**
 * The fence as a condition of the write itself: the grant `g` is live, and everything that it rests on is what the
 * caller had read. Takes the parameters $1 to $9, `fenceValues` in that order. Whatever of it changes while the write is
 * under way has another epoch than the one that the grant rests on, so what was issued is dead. The added texts keep the
 * planner from looking for a grant by its account, or for a client by its tenant: both can have thousands.
 */
export const FENCE_HOLDS = `
  g.id = $1 AND g.tenant_id = $2 AND g.revoked_at IS NULL AND g.absolute_ends_at > $3
  AND g.client = $4 AND g.client_epoch = $5 AND g.account_id || '' = $6 AND g.account_epoch = $7 AND g.tenant_epoch = $8
  AND EXISTS (
    SELECT 1 FROM accounts a
    WHERE a.id = $6 AND a.tenant_id || '' = $2 AND a.status = 'active' AND a.epoch = $7)
  AND EXISTS (
    SELECT 1 FROM clients c
    WHERE c.id = $4 AND c.tenant_id || '' = $2 AND c.status = 'active' AND c.epoch = $5)
  AND EXISTS (
    SELECT 1 FROM tenants t
    WHERE t.id = $2 AND t.status = 'open' AND t.epoch = $8 AND t.policy_version = $9)`

export const fenceValues = (tenantId: Id, fence: Fence, now: number): readonly SqlValue[] => [
  fence.grantId,
  tenantId,
  now,
  fence.client,
  fence.clientEpoch,
  fence.accountId,
  fence.accountEpoch,
  fence.tenantEpoch,
  fence.policyVersion,
]
