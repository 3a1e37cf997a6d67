import type { AdministrationVerbs, Id } from '@identity-hub/core'
import { lockAccount } from './accounts.ts'
import type { Connection } from './connection.ts'
import { writeEvents } from './events.ts'
import { raisePolicyVersion } from './tenants.ts'
import type { Transaction } from './transactions.ts'

type Input = Parameters<AdministrationVerbs['assignRole']>[0]
type Outcome = ReturnType<AdministrationVerbs['assignRole']>

const ASSIGN = `
  INSERT INTO account_roles (account_id, role, tenant_id, assigned_at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING`
const REMOVE = 'DELETE FROM account_roles WHERE account_id = $1 AND role = $2 AND tenant_id = $3'
const OF_ACCOUNT = 'SELECT role FROM account_roles WHERE account_id = $1 AND tenant_id = $2 ORDER BY role'

async function changeRole(db: Transaction, tenantId: Id, input: Input, change: () => Promise<number>): Outcome {
  if ((await lockAccount(db, tenantId, input.accountId)) === null) return { outcome: 'unknown' }
  if ((await change()) === 0) return { outcome: 'unchanged' }
  await raisePolicyVersion(db, tenantId)
  await writeEvents(db, tenantId, input.events)
  return { outcome: 'changed' }
}

export const assignRole = (db: Transaction, tenantId: Id, input: Input): Outcome =>
  changeRole(db, tenantId, input, () => db.run(ASSIGN, input.accountId, input.role, tenantId, input.now))

export const removeRole = (db: Transaction, tenantId: Id, input: Input): Outcome =>
  changeRole(db, tenantId, input, () => db.run(REMOVE, input.accountId, input.role, tenantId))

export const listRoles = async (db: Connection, tenantId: Id, accountId: Id): Promise<readonly string[]> =>
  (await db.all<{ role: string }>(OF_ACCOUNT, accountId, tenantId)).map(({ role }) => role)
