import type { HubEvent, Id, Scope } from '@identity-hub/core'
import { fromJson, toJson } from '../rows/values.ts'
import type { Connection } from './connection.ts'
import { writeEvents } from './events.ts'
import { isStorable } from './text.ts'
import type { Transaction } from './transactions.ts'

export interface ScopeRow {
  readonly name: string
  readonly description: string
  readonly requiredRoles: string
  readonly accessTokenSeconds: number | null
}

const COLUMNS = `
  name, description, required_roles AS "requiredRoles", access_token_seconds AS "accessTokenSeconds"`

const ALL = `SELECT ${COLUMNS} FROM scopes WHERE tenant_id = $1 ORDER BY name`
const NAMED = `SELECT ${COLUMNS} FROM scopes WHERE tenant_id = $1 AND name = ANY($2::text[]) ORDER BY name`
const INSERT = `
  INSERT INTO scopes (tenant_id, name, description, required_roles, access_token_seconds, created_at)
  VALUES ($1, $2, $3, $4, $5, $6)
  ON CONFLICT DO NOTHING`

export const toScope = (row: ScopeRow): Scope => ({
  name: row.name,
  description: fromJson(row.description),
  requiredRoles: fromJson(row.requiredRoles),
  accessTokenSeconds: row.accessTokenSeconds,
})

/** False: there is one of that name. */
export async function insertScope(db: Connection, tenantId: Id, scope: Scope, now: number): Promise<boolean> {
  const { name, description, requiredRoles, accessTokenSeconds } = scope
  const values = [tenantId, name, toJson(description), toJson(requiredRoles), accessTokenSeconds, now] as const
  return (await db.run(INSERT, ...values)) === 1
}

export async function createScope(
  db: Transaction,
  tenantId: Id,
  input: { scope: Scope; now: number; events?: readonly HubEvent[] },
): Promise<{ outcome: 'created' | 'exists' }> {
  if (!(await insertScope(db, tenantId, input.scope, input.now))) return { outcome: 'exists' }
  await writeEvents(db, tenantId, input.events)
  return { outcome: 'created' }
}

export const listScopes = async (db: Connection, tenantId: Id): Promise<readonly Scope[]> =>
  (await db.all<ScopeRow>(ALL, tenantId)).map(toScope)

/** Those of the names that exist. */
export const readScopes = async (db: Connection, tenantId: Id, names: readonly string[]): Promise<readonly Scope[]> =>
  names.length === 0 ? [] : (await db.all<ScopeRow>(NAMED, tenantId, names.filter(isStorable))).map(toScope)
