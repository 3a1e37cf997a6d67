import type { CreateTenant, Tenant } from '@identity-hub/core'
import { NO_TENANT_STATE, type TenantState } from '../rows/client-tokens.ts'
import type { Connection } from './connection.ts'
import { writeEvents } from './events.ts'
import { insertScope } from './scopes.ts'
import type { Transaction } from './transactions.ts'

const COLUMNS = 'id, slug, name, issuer, status, epoch, policy_version AS "policyVersion", locale'

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

export async function createTenant(
  db: Transaction,
  input: CreateTenant,
): Promise<{ outcome: 'created'; tenant: Tenant } | { outcome: 'exists' }> {
  const { id, slug, name, issuer, locale } = input.tenant
  if ((await db.run(INSERT, id, slug, name, issuer, locale, input.now)) === 0) return { outcome: 'exists' }
  db.leaveWitness(IS_THERE, id)
  for (const scope of input.scopes) await insertScope(db, id, scope, input.now)
  await writeEvents(db, id, input.events)
  return { outcome: 'created', tenant: { id, slug, name, issuer, status: 'open', epoch: 0, policyVersion: 0, locale } }
}

export const readTenantState = async (db: Connection, tenantId: string): Promise<TenantState> =>
  (await db.one<TenantState>(STATE, tenantId)) ?? NO_TENANT_STATE

/** Grants are judged anew at their next use. */
export async function raisePolicyVersion(db: Transaction, tenantId: string): Promise<void> {
  await db.run(RAISE_POLICY_VERSION, tenantId)
}
