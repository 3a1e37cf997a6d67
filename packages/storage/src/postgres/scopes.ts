import type { Id, Page, PageRequest, Scope, ScopeVerbs } from '@identity-hub/core'
import { toPage } from '../rows/page.ts'
import { type ScopeRow, toScope } from '../rows/scopes.ts'
import { toJson, toScopes } from '../rows/values.ts'
import type { Connection } from './connection.ts'
import { writeEvents } from './events.ts'
import { keepAnswer } from './idempotency.ts'
import type { Numbered } from './numbered.ts'
import { findMissingRole } from './roles.ts'
import { isStorable } from './text.ts'
import type { Transaction } from './transactions.ts'

export const SCOPE_COLUMNS = `
  name, description, required_roles AS "requiredRoles", required_claim AS "requiredClaim",
  required_claim_value AS "requiredClaimValue", access_token_seconds AS "accessTokenSeconds", revision`

/** The same of a scope `sc` as one value, inside of another statement. */
export const SCOPE_AS_JSON = `
  json_build_object('name', sc.name, 'description', sc.description, 'requiredRoles', sc.required_roles,
    'requiredClaim', sc.required_claim, 'requiredClaimValue', sc.required_claim_value,
    'accessTokenSeconds', sc.access_token_seconds, 'revision', sc.revision)`

const PAGE = `
  SELECT ${SCOPE_COLUMNS} FROM scopes WHERE tenant_id = $1 AND name > $2 ORDER BY name LIMIT $3`
const NAMED = `
  SELECT q.n, found.*
  FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS q(tenant_id, names, n)
    CROSS JOIN LATERAL (
      SELECT ${SCOPE_COLUMNS} FROM scopes s
      WHERE s.tenant_id = q.tenant_id AND s.name = ANY(string_to_array(q.names, ' ')) OFFSET 0) AS found
  ORDER BY q.n, found.name`
// A scope that comes back under the name of a deleted one counts as changed for what was granted before.
const INSERT = `
  INSERT INTO scopes (tenant_id, name, description, required_roles, required_claim, required_claim_value,
    access_token_seconds, rights_version, created_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, (SELECT policy_version FROM tenants WHERE id = $1), $8)
  ON CONFLICT DO NOTHING`

/** False: there is one of that name. */
export async function insertScope(db: Connection, tenantId: Id, scope: Scope, now: number): Promise<boolean> {
  const { name, description, requiredRoles, requiredClaim, accessTokenSeconds } = scope
  const values = [toJson(description), toJson(requiredRoles), requiredClaim?.name ?? null, requiredClaim?.value ?? null]
  return (await db.run(INSERT, tenantId, name, ...values, accessTokenSeconds, now)) === 1
}

export async function createScope(
  db: Transaction,
  tenantId: Id,
  { scope, neededRoles, idempotency, now, events }: Parameters<ScopeVerbs['createScope']>[0],
): ReturnType<ScopeVerbs['createScope']> {
  const repeated = await keepAnswer(db, tenantId, idempotency, now)
  if (repeated !== null) return repeated
  const role = await findMissingRole(db, tenantId, neededRoles)
  if (role !== undefined || !(await insertScope(db, tenantId, scope, now))) {
    db.undo()
    return role === undefined ? { outcome: 'exists' } : { outcome: 'unknown-role', role }
  }
  await writeEvents(db, tenantId, events)
  return { outcome: 'created' }
}

export async function listScopes(db: Connection, tenantId: Id, { after, limit }: PageRequest): Promise<Page<Scope>> {
  const rows = await db.all<ScopeRow>(PAGE, tenantId, after?.[0] ?? '', limit + 1)
  return toPage(rows.map(toScope), limit, ({ name }) => [name])
}

const LOCK = `SELECT ${SCOPE_COLUMNS} FROM scopes WHERE tenant_id = $1 AND name = $2 FOR UPDATE`

/** As it stays until the transaction ends: to be changed or deleted, while no client gets it. */
export async function lockScope(db: Transaction, tenantId: Id, name: string): Promise<Scope | null> {
  const row = await db.one<ScopeRow>(LOCK, tenantId, name)
  return row === undefined ? null : toScope(row)
}

const HOLD = 'SELECT name FROM scopes WHERE tenant_id = $1 AND name = ANY($2::text[]) ORDER BY name FOR KEY SHARE'

/** One that is not there. The others stay until the transaction ends; clients that get them are locked later. */
export async function findMissingScope(
  db: Transaction,
  tenantId: Id,
  names: readonly string[],
): Promise<string | undefined> {
  if (names.length === 0) return undefined
  const rows = await db.all<{ name: string }>(HOLD, tenantId, names.filter(isStorable))
  const known = new Set(rows.map(({ name }) => name))
  return names.find((name) => !known.has(name))
}

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
