import type { AdministrationVerbs, Id } from '@identity-hub/core'
import { readAccount } from './accounts.ts'
import type { Connection } from './connection.ts'
import { writeEvents } from './events.ts'
import { raisePolicyVersion } from './tenants.ts'

type Input = Parameters<AdministrationVerbs['assignRole']>[0]
type Outcome = Awaited<ReturnType<AdministrationVerbs['assignRole']>>

const ASSIGN = `
  INSERT INTO account_roles (account_id, role, tenant_id, assigned_at) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING`
const REMOVE = 'DELETE FROM account_roles WHERE account_id = ?1 AND role = ?2 AND tenant_id = ?3'
const OF_ACCOUNT = 'SELECT role FROM account_roles WHERE account_id = ?1 AND tenant_id = ?2 ORDER BY role'

function changeRole(db: Connection, tenantId: Id, input: Input, change: () => number): Outcome {
  if (readAccount(db, tenantId, input.accountId) === null) return { outcome: 'unknown' }
  if (change() === 0) return { outcome: 'unchanged' }
  raisePolicyVersion(db, tenantId)
  writeEvents(db, tenantId, input.events)
  return { outcome: 'changed' }
}

export const assignRole = (db: Connection, tenantId: Id, input: Input): Outcome =>
  changeRole(db, tenantId, input, () => db.run(ASSIGN, input.accountId, input.role, tenantId, input.now))

export const removeRole = (db: Connection, tenantId: Id, input: Input): Outcome =>
  changeRole(db, tenantId, input, () => db.run(REMOVE, input.accountId, input.role, tenantId))

export const listRoles = (db: Connection, tenantId: Id, accountId: Id): readonly string[] =>
  db.all<{ role: string }>(OF_ACCOUNT, accountId, tenantId).map(({ role }) => role)
