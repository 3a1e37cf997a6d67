import type { Id, RoleAssignment, RoleVerbs } from '@identity-hub/core'
import { lockAccount } from './accounts.ts'
import type { Connection } from './connection.ts'
import { writeEvents } from './events.ts'
import { isLastHolder } from './last-holder.ts'
import { endPasswordLinks } from './password-links.ts'
import { holdRole } from './roles.ts'
import { raisePolicyVersion } from './tenants.ts'
import type { Transaction } from './transactions.ts'

const INSERT = `
  INSERT INTO account_roles (account_id, role, tenant_id, assigned_at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING`
const REMOVE = 'DELETE FROM account_roles WHERE account_id = $1 AND role = $2 AND tenant_id = $3'
const OF_ACCOUNT = 'SELECT role FROM account_roles WHERE account_id = $1 AND tenant_id = $2 ORDER BY role'
const SET_RIGHTS_VERSION =
  'UPDATE accounts SET rights_version = $3, revision = revision + 1 WHERE id = $1 AND tenant_id = $2'

/** False: the account has it. */
export const insertAssignment = async (
  db: Transaction,
  tenantId: Id,
  input: Omit<RoleAssignment, 'events'>,
): Promise<boolean> => (await db.run(INSERT, input.accountId, input.role, tenantId, input.now)) === 1

export async function assignRole(
  db: Transaction,
  tenantId: Id,
  input: Parameters<RoleVerbs['assignRole']>[0],
): ReturnType<RoleVerbs['assignRole']> {
  // The role before the account, as whoever deletes a role locks them.
  const isRole = await holdRole(db, tenantId, input.role)
  if (!(await lockLiving(db, tenantId, input.accountId))) return { outcome: 'unknown' }
  if (!isRole) return { outcome: 'unknown-role' }
  if (!(await insertAssignment(db, tenantId, input))) return { outcome: 'unchanged' }
  if (input.endsPasswordLinks === true) await endPasswordLinks(db, tenantId, input.accountId, input.now)
  return conclude(db, tenantId, input)
}

export async function removeRole(
  db: Transaction,
  tenantId: Id,
  input: Parameters<RoleVerbs['removeRole']>[0],
): ReturnType<RoleVerbs['removeRole']> {
  const { accountId, role, keepOne = false } = input
  const isLast = keepOne && (await isLastHolder(db, tenantId, accountId, role))
  if (!(await lockLiving(db, tenantId, accountId))) return { outcome: 'unknown' }
  if (isLast) return { outcome: 'last' }
  if ((await db.run(REMOVE, input.accountId, input.role, tenantId)) === 0) return { outcome: 'unchanged' }
  return conclude(db, tenantId, input)
}

/** Answers whether there is one that was not erased. */
async function lockLiving(db: Transaction, tenantId: Id, accountId: Id): Promise<boolean> {
  const account = await lockAccount(db, tenantId, accountId)
  return account !== null && account.erasedAt === null
}

async function conclude(
  db: Transaction,
  tenantId: Id,
  { accountId, events }: RoleAssignment,
): Promise<{ outcome: 'changed' }> {
  await db.run(SET_RIGHTS_VERSION, accountId, tenantId, await raisePolicyVersion(db, tenantId))
  await writeEvents(db, tenantId, events)
  return { outcome: 'changed' }
}

export const listAccountRoles = async (db: Connection, tenantId: Id, accountId: Id): Promise<readonly string[]> =>
  (await db.all<{ role: string }>(OF_ACCOUNT, accountId, tenantId)).map(({ role }) => role)
