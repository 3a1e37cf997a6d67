import type { Id, RoleAssignment, RoleVerbs } from '@identity-hub/core'
import { readAccount } from './accounts.ts'
import type { Connection } from './connection.ts'
import { writeEvents } from './events.ts'
import { isLastHolder } from './last-holder.ts'
import { endPasswordLinks } from './password-links.ts'
import { readRole } from './roles.ts'
import { raisePolicyVersion } from './tenants.ts'

const INSERT = `
  INSERT INTO account_roles (account_id, role, tenant_id, assigned_at) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING`
const REMOVE = 'DELETE FROM account_roles WHERE account_id = ?1 AND role = ?2 AND tenant_id = ?3'
const OF_ACCOUNT = 'SELECT role FROM account_roles WHERE account_id = ?1 AND tenant_id = ?2 ORDER BY role'
const SET_RIGHTS_VERSION =
  'UPDATE accounts SET rights_version = ?3, revision = revision + 1 WHERE id = ?1 AND tenant_id = ?2'

/** False: the account has it. */
export const insertAssignment = (db: Connection, tenantId: Id, input: Omit<RoleAssignment, 'events'>): boolean =>
  db.run(INSERT, input.accountId, input.role, tenantId, input.now) === 1

export function assignRole(
  db: Connection,
  tenantId: Id,
  input: Parameters<RoleVerbs['assignRole']>[0],
): Awaited<ReturnType<RoleVerbs['assignRole']>> {
  if (!isThere(db, tenantId, input.accountId)) return { outcome: 'unknown' }
  if (readRole(db, tenantId, input.role) === null) return { outcome: 'unknown-role' }
  if (!insertAssignment(db, tenantId, input)) return { outcome: 'unchanged' }
  if (input.endsPasswordLinks === true) endPasswordLinks(db, tenantId, input.accountId, input.now)
  return conclude(db, tenantId, input)
}

export function removeRole(
  db: Connection,
  tenantId: Id,
  input: Parameters<RoleVerbs['removeRole']>[0],
): Awaited<ReturnType<RoleVerbs['removeRole']>> {
  const { accountId, role, keepOne = false } = input
  if (!isThere(db, tenantId, accountId)) return { outcome: 'unknown' }
  if (keepOne && isLastHolder(db, tenantId, accountId, role)) return { outcome: 'last' }
  if (db.run(REMOVE, input.accountId, input.role, tenantId) === 0) return { outcome: 'unchanged' }
  return conclude(db, tenantId, input)
}

function isThere(db: Connection, tenantId: Id, accountId: Id): boolean {
  const account = readAccount(db, tenantId, accountId)
  return account !== null && account.erasedAt === null
}

function conclude(db: Connection, tenantId: Id, { accountId, events }: RoleAssignment): { outcome: 'changed' } {
  db.run(SET_RIGHTS_VERSION, accountId, tenantId, raisePolicyVersion(db, tenantId))
  writeEvents(db, tenantId, events)
  return { outcome: 'changed' }
}

export const listAccountRoles = (db: Connection, tenantId: Id, accountId: Id): readonly string[] =>
  db.all<{ role: string }>(OF_ACCOUNT, accountId, tenantId).map(({ role }) => role)
