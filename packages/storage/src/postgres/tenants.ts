import type { ChangeTenantStatus, ChangeTenantStatusOutcome, CreateTenant, Tenant } from '@identity-hub/core'
import { NO_TENANT_STATE, type TenantState } from '../rows/client-tokens.ts'
import type { Connection } from './connection.ts'
import { writeEvents } from './events.ts'
import { insertScope } from './scopes.ts'
import { isStorable } from './text.ts'
import type { Transaction } from './transactions.ts'

const COLUMNS = `id, slug, name, issuer, status, epoch, policy_version AS "policyVersion", locale,
  access_token_in_query AS "accessTokenInQuery"`

const BY_ID = `SELECT ${COLUMNS} FROM tenants WHERE id = $1`
const BY_SLUGS = `SELECT ${COLUMNS} FROM tenants WHERE slug = ANY($1::text[])`
const ALL = `SELECT ${COLUMNS} FROM tenants ORDER BY slug`
const STATE = 'SELECT status, epoch, policy_version AS "policyVersion" FROM tenants WHERE id = $1'
const INSERT = `
  INSERT INTO tenants (id, slug, name, issuer, status, epoch, policy_version, locale, created_at)
  VALUES ($1, $2, $3, $4, 'open', 0, 0, $5, $6)
  ON CONFLICT DO NOTHING`
const IS_THERE = 'SELECT id FROM tenants WHERE id = $1'
const RAISE_POLICY_VERSION = 'UPDATE tenants SET policy_version = policy_version + 1 WHERE id = $1'

/** In the order of the slugs; null: there is none. */
export async function findTenants(db: Connection, slugs: readonly string[]): Promise<(Tenant | null)[]> {
  const found = new Map((await db.all<Tenant>(BY_SLUGS, slugs)).map((tenant) => [tenant.slug, tenant]))
  return slugs.map((slug) => found.get(slug) ?? null)
}

export const listTenants = (db: Connection): Promise<readonly Tenant[]> => db.all<Tenant>(ALL)

/** The tenant of a verb, which is there. */
export async function readTenant(db: Connection, tenantId: string): Promise<Tenant> {
  const tenant = await db.one<Tenant>(BY_ID, tenantId)
  if (tenant === undefined) throw new Error(`tenant ${tenantId} is gone`)
  return tenant
}

export async function createTenant(
  db: Transaction,
  input: CreateTenant,
): Promise<{ outcome: 'created'; tenant: Tenant } | { outcome: 'exists' }> {
  const { id, slug, name, issuer, locale } = input.tenant
  if ((await db.run(INSERT, id, slug, name, issuer, locale, input.now)) === 0) return { outcome: 'exists' }
  db.leaveWitness(IS_THERE, id)
  for (const scope of input.scopes) await insertScope(db, id, scope, input.now)
  await writeEvents(db, id, input.events)
  return { outcome: 'created', tenant: await readTenant(db, id) }
}

// Raising the epoch ends all that was issued, without touching a single row of it.
const CHANGES = {
  suspend: `
    UPDATE tenants SET status = 'suspended', epoch = epoch + 1 WHERE slug = $1 AND status = 'open' RETURNING ${COLUMNS}`,
  resume: `UPDATE tenants SET status = 'open' WHERE slug = $1 AND status = 'suspended' RETURNING ${COLUMNS}`,
} as const

export async function changeTenantStatus(
  db: Transaction,
  { slug, change, events }: ChangeTenantStatus,
): Promise<ChangeTenantStatusOutcome> {
  const tenant = isStorable(slug) ? await db.one<Tenant>(CHANGES[change], slug) : undefined
  if (tenant === undefined) {
    const [found] = isStorable(slug) ? await findTenants(db, [slug]) : [null]
    return { outcome: found === null ? 'unknown' : 'unchanged' }
  }
  await writeEvents(db, tenant.id, events)
  return { outcome: 'changed', tenant }
}

export const readTenantState = async (db: Connection, tenantId: string): Promise<TenantState> =>
  (await db.one<TenantState>(STATE, tenantId)) ?? NO_TENANT_STATE

/** Grants are judged anew at their next use. */
export async function raisePolicyVersion(db: Transaction, tenantId: string): Promise<void> {
  await db.run(RAISE_POLICY_VERSION, tenantId)
}
