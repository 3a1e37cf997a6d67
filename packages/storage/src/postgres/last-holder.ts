import type { Id } from '@identity-hub/core'
import type { Transaction } from './transactions.ts'

// One at a time: two who go at the same moment would each count on the other. Before any row is locked.
const LOCK = "SELECT pg_advisory_xact_lock(hashtextextended('last holder ' || $1 || ' ' || $2, 0))"
const HOLDERS = `
  SELECT r.account_id AS "accountId" FROM account_roles r JOIN accounts a ON a.id = r.account_id
  WHERE r.tenant_id = $1 AND r.role = $2 AND a.tenant_id = $1 AND a.status = 'active' LIMIT 2`

/** Whether the account is the only active one that has the role; it stays so until the transaction ends. */
export async function isLastHolder(db: Transaction, tenantId: Id, accountId: Id, role: string): Promise<boolean> {
  await db.one(LOCK, tenantId, role)
  const holders = await db.all<{ accountId: Id }>(HOLDERS, tenantId, role)
  return holders.length === 1 && holders[0]?.accountId === accountId
}
