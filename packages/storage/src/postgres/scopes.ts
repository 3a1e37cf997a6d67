import type { HubEvent, Id, Scope } from '@identity-hub/core'
import { fromJson, toJson, toScopes } from '../rows/values.ts'
import type { Connection } from './connection.ts'
import { writeEvents } from './events.ts'
import type { Numbered } from './numbered.ts'
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
const NAMED = `
  SELECT q.n, found.*
  FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS q(tenant_id, names, n)
    CROSS JOIN LATERAL (
      SELECT ${COLUMNS} FROM scopes s
      WHERE s.tenant_id = q.tenant_id AND s.name = ANY(string_to_array(q.names, ' ')) OFFSET 0) AS found
  ORDER BY q.n, found.name`
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

/** As one text. What no scope can be called is left out. RFC 6749 §3.3 */
export const toNames = (names: readonly string[]): string =>
  toScopes(names.filter((name) => isStorable(name) && !name.includes(' ')))

/** For each wanted list, as of `toNames`, those that exist. */
export async function readScopes(
  db: Connection,
  wanted: readonly { readonly tenantId: Id; readonly names: string }[],
): Promise<(readonly Scope[])[]> {
  const tenantIds = wanted.map(({ tenantId }) => tenantId)
  const rows = await db.all<Numbered<ScopeRow>>(
    NAMED,
    tenantIds,
    wanted.map(({ names }) => names),
  )
  const found = Map.groupBy(rows, ({ n }) => n)
  return wanted.map((_, at) => (found.get(at + 1) ?? []).map(toScope))
}
