import type { Id, Page, PageRequest, Scope, ScopeVerbs } from '@identity-hub/core'
import { toPage } from '../rows/page.ts'
import { type ScopeRow, toScope } from '../rows/scopes.ts'
import { toJson } from '../rows/values.ts'
import type { Connection } from './connection.ts'
import { writeEvents } from './events.ts'
import { forgetAnswer, keepAnswer } from './idempotency.ts'
import { findMissingRole } from './roles.ts'

export const SCOPE_COLUMNS = `
  name, description, required_roles AS requiredRoles, required_claim AS requiredClaim,
  required_claim_value AS requiredClaimValue, access_token_seconds AS accessTokenSeconds, revision`

/** The same of a scope `sc` as one value, inside of another statement. */
export const SCOPE_AS_JSON = `
  json_object('name', sc.name, 'description', sc.description, 'requiredRoles', sc.required_roles,
    'requiredClaim', sc.required_claim, 'requiredClaimValue', sc.required_claim_value,
    'accessTokenSeconds', sc.access_token_seconds, 'revision', sc.revision)`

const PAGE = `
  SELECT ${SCOPE_COLUMNS} FROM scopes WHERE tenant_id = ?1 AND name > ?2 ORDER BY name LIMIT ?3`
const NAMED = `
  SELECT ${SCOPE_COLUMNS} FROM scopes WHERE tenant_id = ?1 AND name IN (SELECT value FROM json_each(?2)) ORDER BY name`
// A scope that comes back under the name of a deleted one counts as changed for what was granted before.
const INSERT = `
  INSERT INTO scopes (tenant_id, name, description, required_roles, required_claim, required_claim_value,
    access_token_seconds, rights_version, created_at)
  VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, (SELECT policy_version FROM tenants WHERE id = ?1), ?8)
  ON CONFLICT DO NOTHING`

/** False: there is one of that name. */
export function insertScope(db: Connection, tenantId: Id, scope: Scope, now: number): boolean {
  const { name, description, requiredRoles, requiredClaim, accessTokenSeconds } = scope
  const values = [toJson(description), toJson(requiredRoles), requiredClaim?.name ?? null, requiredClaim?.value ?? null]
  return db.run(INSERT, tenantId, name, ...values, accessTokenSeconds, now) === 1
}

export function createScope(
  db: Connection,
  tenantId: Id,
  { scope, neededRoles, idempotency, now, events }: Parameters<ScopeVerbs['createScope']>[0],
): Awaited<ReturnType<ScopeVerbs['createScope']>> {
  const repeated = keepAnswer(db, tenantId, idempotency, now)
  if (repeated !== null) return repeated
  const role = findMissingRole(db, tenantId, neededRoles)
  if (role !== undefined || !insertScope(db, tenantId, scope, now)) {
    forgetAnswer(db, tenantId, idempotency)
    return role === undefined ? { outcome: 'exists' } : { outcome: 'unknown-role', role }
  }
  writeEvents(db, tenantId, events)
  return { outcome: 'created' }
}

export function listScopes(db: Connection, tenantId: Id, { after, limit }: PageRequest): Page<Scope> {
  const rows = db.all<ScopeRow>(PAGE, tenantId, after?.[0] ?? '', limit + 1)
  return toPage(rows.map(toScope), limit, ({ name }) => [name])
}

const ONE = `SELECT ${SCOPE_COLUMNS} FROM scopes WHERE tenant_id = ?1 AND name = ?2`

export function readScope(db: Connection, tenantId: Id, name: string): Scope | null {
  const row = db.one<ScopeRow>(ONE, tenantId, name)
  return row === undefined ? null : toScope(row)
}

/** One that is not there. */
export function findMissingScope(db: Connection, tenantId: Id, names: readonly string[]): string | undefined {
  const known = new Set(readScopes(db, tenantId, names).map(({ name }) => name))
  return names.find((name) => !known.has(name))
}

/** Those of the names that exist. */
export const readScopes = (db: Connection, tenantId: Id, names: readonly string[]): readonly Scope[] =>
  names.length === 0 ? [] : db.all<ScopeRow>(NAMED, tenantId, toJson(names)).map(toScope)
