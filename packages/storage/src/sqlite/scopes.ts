import type { HubEvent, Id, Scope } from '@identity-hub/core'
import type { Connection } from './connection.ts'
import { writeEvents } from './events.ts'
import { fromJson, toJson } from '../rows/values.ts'

export interface ScopeRow {
  readonly name: string
  readonly description: string
  readonly requiredRoles: string
  readonly accessTokenSeconds: number | null
}

const COLUMNS = `
  name, description, required_roles AS requiredRoles, access_token_seconds AS accessTokenSeconds`

/** The same of a scope `sc` as one value, inside of another statement. */
export const SCOPE_AS_JSON = `
  json_object('name', sc.name, 'description', sc.description, 'requiredRoles', sc.required_roles,
    'accessTokenSeconds', sc.access_token_seconds)`

const ALL = `SELECT ${COLUMNS} FROM scopes WHERE tenant_id = ?1 ORDER BY name`
const NAMED = `
  SELECT ${COLUMNS} FROM scopes WHERE tenant_id = ?1 AND name IN (SELECT value FROM json_each(?2)) ORDER BY name`
const INSERT = `
  INSERT INTO scopes (tenant_id, name, description, required_roles, access_token_seconds, created_at)
  VALUES (?1, ?2, ?3, ?4, ?5, ?6)
  ON CONFLICT DO NOTHING`

export const toScope = (row: ScopeRow): Scope => ({
  name: row.name,
  description: fromJson(row.description),
  requiredRoles: fromJson(row.requiredRoles),
  accessTokenSeconds: row.accessTokenSeconds,
})

/** False: there is one of that name. */
export function insertScope(db: Connection, tenantId: Id, scope: Scope, now: number): boolean {
  const { name, description, requiredRoles, accessTokenSeconds } = scope
  return db.run(INSERT, tenantId, name, toJson(description), toJson(requiredRoles), accessTokenSeconds, now) === 1
}

export function createScope(
  db: Connection,
  tenantId: Id,
  input: { scope: Scope; now: number; events?: readonly HubEvent[] },
): { outcome: 'created' | 'exists' } {
  if (!insertScope(db, tenantId, input.scope, input.now)) return { outcome: 'exists' }
  writeEvents(db, tenantId, input.events)
  return { outcome: 'created' }
}

export const listScopes = (db: Connection, tenantId: Id): readonly Scope[] =>
  db.all<ScopeRow>(ALL, tenantId).map(toScope)

/** Those of the names that exist. */
export const readScopes = (db: Connection, tenantId: Id, names: readonly string[]): readonly Scope[] =>
  names.length === 0 ? [] : db.all<ScopeRow>(NAMED, tenantId, toJson(names)).map(toScope)
