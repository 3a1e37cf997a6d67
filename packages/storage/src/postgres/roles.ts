import type { Id, Page, PageRequest, Role, RoleVerbs } from '@identity-hub/core'
import { toPage } from '../rows/page.ts'
import { differs, isOutdated } from '../rows/revisions.ts'
import type { Connection } from './connection.ts'
import { writeEvents } from './events.ts'
import { keepAnswer } from './idempotency.ts'
import { raisePolicyVersion } from './tenants.ts'
import { isStorable } from './text.ts'
import type { Transaction } from './transactions.ts'

type Input<Verb extends keyof RoleVerbs> = Parameters<RoleVerbs[Verb]>[0]

const SELECT = 'SELECT name, description, revision, created_at AS "createdAt" FROM roles WHERE tenant_id = $1'
const ONE = `${SELECT} AND name = $2`
const PAGE = `${SELECT} AND name > $2 ORDER BY name LIMIT $3`

/** So that nobody deletes it until the transaction ends. Answers whether it is there. */
export const holdRole = async (db: Transaction, tenantId: Id, name: string): Promise<boolean> =>
  (await db.one<Role>(`${ONE} FOR KEY SHARE`, tenantId, name)) !== undefined

const HOLD = 'SELECT name FROM roles WHERE tenant_id = $1 AND name = ANY($2::text[]) ORDER BY name FOR KEY SHARE'

/** One that is not there. The others stay until the transaction ends; what requires them is locked later. */
export async function findMissingRole(
  db: Transaction,
  tenantId: Id,
  names: readonly string[] = [],
): Promise<string | undefined> {
  if (names.length === 0) return undefined
  const rows = await db.all<{ name: string }>(HOLD, tenantId, names.filter(isStorable))
  const known = new Set(rows.map(({ name }) => name))
  return names.find((name) => !known.has(name))
}

/** To be changed, or deleted when nobody holds it. */
const lockRole = (db: Transaction, tenantId: Id, name: string): Promise<Role | undefined> =>
  db.one<Role>(`${ONE} FOR UPDATE`, tenantId, name)

export async function findRole(db: Connection, tenantId: Id, name: string): ReturnType<RoleVerbs['findRole']> {
  const role = await db.one<Role>(ONE, tenantId, name)
  return role === undefined ? { outcome: 'unknown' } : { outcome: 'found', role }
}

export const listRoles = async (db: Connection, tenantId: Id, { after, limit }: PageRequest): Promise<Page<Role>> =>
  toPage(await db.all<Role>(PAGE, tenantId, after?.[0] ?? '', limit + 1), limit, ({ name }) => [name])

const INSERT = `
  INSERT INTO roles (tenant_id, name, description, revision, created_at) VALUES ($1, $2, $3, 0, $4)
  ON CONFLICT DO NOTHING`
const IS_THERE = 'SELECT name FROM roles WHERE tenant_id = $1 AND name = $2'

export async function createRole(
  db: Transaction,
  tenantId: Id,
  { role, idempotency, now, events }: Input<'createRole'>,
): ReturnType<RoleVerbs['createRole']> {
  const repeated = await keepAnswer(db, tenantId, idempotency, now)
  if (repeated !== null) return repeated
  const { name, description } = role
  if ((await db.run(INSERT, tenantId, name, description, now)) === 0) {
    db.undo()
    return { outcome: 'exists' }
  }
  db.leaveWitness(IS_THERE, tenantId, name)
  await writeEvents(db, tenantId, events)
  return { outcome: 'created', role: { name, description, revision: 0, createdAt: now } }
}

const UPDATE = 'UPDATE roles SET description = $3, revision = revision + 1 WHERE tenant_id = $1 AND name = $2'

export async function changeRole(
  db: Transaction,
  tenantId: Id,
  { name, changes, expectedRevision, events }: Input<'changeRole'>,
): ReturnType<RoleVerbs['changeRole']> {
  const role = await lockRole(db, tenantId, name)
  if (role === undefined) return { outcome: 'unknown' }
  if (isOutdated(expectedRevision, role)) return { outcome: 'conflict' }
  if (!differs(role, changes)) return { outcome: 'unchanged', role }
  const changed: Role = { ...role, ...changes, revision: role.revision + 1 }
  await db.run(UPDATE, tenantId, name, changed.description)
  await writeEvents(db, tenantId, events)
  return { outcome: 'changed', role: changed }
}

const SCOPES_REQUIRING = `
  SELECT s.name FROM scopes s
  WHERE s.tenant_id = $1 AND $2 IN (SELECT json_array_elements_text(s.required_roles::json)) ORDER BY s.name`
const CLIENTS_REQUIRING = `
  SELECT c.client_id AS "clientId" FROM clients c
  WHERE c.tenant_id = $1 AND c.required_role = $2 AND c.deleted_at IS NULL ORDER BY c.client_id`
// In one order, so that two who lock several do not wait for each other.
const LOCK_HOLDERS = `
  SELECT a.id FROM account_roles r JOIN accounts a ON a.id = r.account_id AND a.tenant_id = $1
  WHERE r.tenant_id || ' ' || r.role = $1 || ' ' || $2 ORDER BY a.id FOR NO KEY UPDATE OF a`
const SET_RIGHTS_VERSIONS =
  'UPDATE accounts SET rights_version = $3, revision = revision + 1 WHERE tenant_id = $1 AND id = ANY($2::text[])'
const TAKE_FROM_ACCOUNTS = `DELETE FROM account_roles WHERE tenant_id || ' ' || role = $1 || ' ' || $2`
const DELETE = 'DELETE FROM roles WHERE tenant_id = $1 AND name = $2'

export async function deleteRole(
  db: Transaction,
  tenantId: Id,
  { name, expectedRevision, events }: Input<'deleteRole'>,
): ReturnType<RoleVerbs['deleteRole']> {
  const role = await lockRole(db, tenantId, name)
  if (role === undefined) return { outcome: 'unknown' }
  if (isOutdated(expectedRevision, role)) return { outcome: 'conflict' }
  const scopes = (await db.all<{ name: string }>(SCOPES_REQUIRING, tenantId, name)).map((scope) => scope.name)
  const clients = await db.all<{ clientId: string }>(CLIENTS_REQUIRING, tenantId, name)
  const clientIds = clients.map(({ clientId }) => clientId)
  if (scopes.length + clientIds.length > 0) return { outcome: 'required', scopes, clientIds }

  const holders = (await db.all<{ id: Id }>(LOCK_HOLDERS, tenantId, name)).map(({ id }) => id)
  if (holders.length > 0) {
    await db.run(SET_RIGHTS_VERSIONS, tenantId, holders, await raisePolicyVersion(db, tenantId))
    await db.run(TAKE_FROM_ACCOUNTS, tenantId, name)
  }
  await db.run(DELETE, tenantId, name)
  await writeEvents(db, tenantId, events)
  return { outcome: 'deleted' }
}
