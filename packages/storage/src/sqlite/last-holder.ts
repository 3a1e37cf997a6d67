import type { Id } from '@identity-hub/core'
import type { Connection } from './connection.ts'

const HOLDERS = `
  SELECT r.account_id AS accountId FROM account_roles r JOIN accounts a ON a.id = r.account_id
  WHERE r.tenant_id = ?1 AND r.role = ?2 AND a.tenant_id = ?1 AND a.status = 'active' LIMIT 2`

/** Whether the account is the only active one that has the role. */
export function isLastHolder(db: Connection, tenantId: Id, accountId: Id, role: string): boolean {
  const holders = db.all<{ accountId: Id }>(HOLDERS, tenantId, role)
  return holders.length === 1 && holders[0]?.accountId === accountId
}
