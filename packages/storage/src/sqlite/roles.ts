import type { Id, Page, PageRequest, Role, RoleVerbs } from '@identity-hub/core'
import { toPage } from '../rows/page.ts'
import { differs, isOutdated } from '../rows/revisions.ts'
import type { Connection } from './connection.ts'
import { writeEvents } from './events.ts'
import { forgetAnswer, keepAnswer } from './idempotency.ts'
import { raisePolicyVersion } from './tenants.ts'

type Input<Verb extends keyof RoleVerbs> = Parameters<RoleVerbs[Verb]>[0]
type Outcome<Verb extends keyof RoleVerbs> = Awaited<ReturnType<RoleVerbs[Verb]>>

const SELECT = 'SELECT name, description, revision, created_at AS createdAt FROM roles WHERE tenant_id = ?1'
const ONE = `${SELECT} AND name = ?2`
const PAGE = `${SELECT} AND name > ?2 ORDER BY name LIMIT ?3`

export const readRole = (db: Connection, tenantId: Id, name: string): Role | null =>
  db.one<Role>(ONE, tenantId, name) ?? null

/** One that is not there. */
export const findMissingRole = (db: Connection, tenantId: Id, names: readonly string[] = []): string | undefined =>
  names.find((name) => readRole(db, tenantId, name) === null)

export function findRole(db: Connection, tenantId: Id, name: string): Outcome<'findRole'> {
  const role = readRole(db, tenantId, name)
  return role === null ? { outcome: 'unknown' } : { outcome: 'found', role }
}

export const listRoles = (db: Connection, tenantId: Id, { after, limit }: PageRequest): Page<Role> =>
  toPage(db.all<Role>(PAGE, tenantId, after?.[0] ?? '', limit + 1), limit, ({ name }) => [name])

const INSERT = `
  INSERT INTO roles (tenant_id, name, description, revision, created_at) VALUES (?1, ?2, ?3, 0, ?4)
  ON CONFLICT DO NOTHING`

export function createRole(
  db: Connection,
  tenantId: Id,
  { role, idempotency, now, events }: Input<'createRole'>,
): Outcome<'createRole'> {
  const repeated = keepAnswer(db, tenantId, idempotency, now)
  if (repeated !== null) return repeated
  const { name, description } = role
  if (db.run(INSERT, tenantId, name, description, now) === 0) {
    forgetAnswer(db, tenantId, idempotency)
    return { outcome: 'exists' }
  }
  writeEvents(db, tenantId, events)
  return { outcome: 'created', role: { name, description, revision: 0, createdAt: now } }
}

const UPDATE = 'UPDATE roles SET description = ?3, revision = revision + 1 WHERE tenant_id = ?1 AND name = ?2'

export function changeRole(
  db: Connection,
  tenantId: Id,
  { name, changes, expectedRevision, events }: Input<'changeRole'>,
): Outcome<'changeRole'> {
  const role = readRole(db, tenantId, name)
  if (role === null) return { outcome: 'unknown' }
  if (isOutdated(expectedRevision, role)) return { outcome: 'conflict' }
  if (!differs(role, changes)) return { outcome: 'unchanged', role }
  const changed: Role = { ...role, ...changes, revision: role.revision + 1 }
  db.run(UPDATE, tenantId, name, changed.description)
  writeEvents(db, tenantId, events)
  return { outcome: 'changed', role: changed }
}

const SCOPES_REQUIRING = `
  SELECT s.name FROM scopes s
  WHERE s.tenant_id = ?1 AND EXISTS (SELECT 1 FROM json_each(s.required_roles) WHERE value = ?2) ORDER BY s.name`
const CLIENTS_REQUIRING = `
  SELECT c.client_id AS clientId FROM clients c
  WHERE c.tenant_id = ?1 AND c.required_role = ?2 AND c.deleted_at IS NULL ORDER BY c.client_id`
const IS_HELD = `SELECT 1 FROM account_roles WHERE tenant_id || ' ' || role = ?1 || ' ' || ?2 LIMIT 1`
const SET_RIGHTS_VERSIONS = `
  UPDATE accounts SET rights_version = ?3, revision = revision + 1
  WHERE tenant_id = ?1 AND id IN (SELECT r.account_id FROM account_roles r WHERE r.tenant_id || ' ' || r.role = ?1 || ' ' || ?2)`
const TAKE_FROM_ACCOUNTS = `DELETE FROM account_roles WHERE tenant_id || ' ' || role = ?1 || ' ' || ?2`
const DELETE = 'DELETE FROM roles WHERE tenant_id = ?1 AND name = ?2'

export function deleteRole(
  db: Connection,
  tenantId: Id,
  { name, expectedRevision, events }: Input<'deleteRole'>,
): Outcome<'deleteRole'> {
  const role = readRole(db, tenantId, name)
  if (role === null) return { outcome: 'unknown' }
  if (isOutdated(expectedRevision, role)) return { outcome: 'conflict' }
  const scopes = db.all<{ name: string }>(SCOPES_REQUIRING, tenantId, name).map((scope) => scope.name)
  const clientIds = db.all<{ clientId: string }>(CLIENTS_REQUIRING, tenantId, name).map(({ clientId }) => clientId)
  if (scopes.length + clientIds.length > 0) return { outcome: 'required', scopes, clientIds }

  if (db.one(IS_HELD, tenantId, name) !== undefined) {
    db.run(SET_RIGHTS_VERSIONS, tenantId, name, raisePolicyVersion(db, tenantId))
    db.run(TAKE_FROM_ACCOUNTS, tenantId, name)
  }
  db.run(DELETE, tenantId, name)
  writeEvents(db, tenantId, events)
  return { outcome: 'deleted' }
}
