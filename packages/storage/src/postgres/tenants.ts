import type {
  ChangeTenantStatus,
  ChangeTenantStatusOutcome,
  CreateTenant,
  Page,
  PageRequest,
  Repeated,
  Tenant,
} from '@identity-hub/core'
import { NO_TENANT_STATE, type TenantState } from '../rows/client-tokens.ts'
import { toPage } from '../rows/page.ts'
import { TENANT_DEFAULTS } from '../rows/tenant-defaults.ts'
import type { Connection } from './connection.ts'
import { writeEvents } from './events.ts'
import { keepAnswer } from './idempotency.ts'
import { insertScope } from './scopes.ts'
import { isStorable } from './text.ts'
import type { Transaction } from './transactions.ts'

export const TENANT_COLUMNS = `id, slug, name, issuer, status, epoch, policy_version AS "policyVersion", locale,
  access_token_in_query AS "accessTokenInQuery", revision, rights_change AS "rightsChange",
  event_retention_days AS "eventRetentionDays", truncate_addresses AS "truncateAddresses"`

const BY_ID = `SELECT ${TENANT_COLUMNS} FROM tenants WHERE id = $1`
const BY_SLUGS = `SELECT ${TENANT_COLUMNS} FROM tenants WHERE slug = ANY($1::text[])`
const ALL = `SELECT ${TENANT_COLUMNS} FROM tenants ORDER BY slug`
const PAGE = `SELECT ${TENANT_COLUMNS} FROM tenants WHERE slug > $1 ORDER BY slug LIMIT $2`
const STATE = 'SELECT status, epoch, policy_version AS "policyVersion" FROM tenants WHERE id = $1'
const INSERT = `
  INSERT INTO tenants (id, slug, name, issuer, status, epoch, policy_version, locale, created_at,
    access_token_in_query, rights_change, event_retention_days, truncate_addresses)
  VALUES ($1, $2, $3, $4, 'open', 0, 0, $5, $6, $7, $8, $9, $10)
  ON CONFLICT DO NOTHING`
const IS_THERE = 'SELECT id FROM tenants WHERE id = $1'
const RAISE_POLICY_VERSION = `
  UPDATE tenants SET policy_version = policy_version + 1 WHERE id = $1 RETURNING policy_version AS "policyVersion"`

/** In the order of the slugs; null: there is none. */
export async function findTenants(db: Connection, slugs: readonly string[]): Promise<(Tenant | null)[]> {
  const found = new Map((await db.all<Tenant>(BY_SLUGS, slugs)).map((tenant) => [tenant.slug, tenant]))
  return slugs.map((slug) => found.get(slug) ?? null)
}

export async function listTenants(db: Connection, { after, limit }: PageRequest): Promise<Page<Tenant>> {
  const tenants = await db.all<Tenant>(PAGE, after?.[0] ?? '', limit + 1)
  return toPage(tenants, limit, ({ slug }) => [slug])
}

/** For what is done to all of them at once. */
export const readTenants = (db: Connection): Promise<readonly Tenant[]> => db.all<Tenant>(ALL)

/** The tenant of a verb, which is there. */
export async function readTenant(db: Connection, tenantId: string): Promise<Tenant> {
  const tenant = await db.one<Tenant>(BY_ID, tenantId)
  if (tenant === undefined) throw new Error(`tenant ${tenantId} is gone`)
  return tenant
}

export async function createTenant(
  db: Transaction,
  input: CreateTenant,
): Promise<{ outcome: 'created'; tenant: Tenant } | { outcome: 'exists' } | Repeated> {
  const { tenant, idempotency, now } = input
  const { id, slug, name, issuer, locale, ...settings } = { ...TENANT_DEFAULTS, ...tenant }
  const { accessTokenInQuery, rightsChange, eventRetentionDays, truncateAddresses } = settings
  const repeated = await keepAnswer(db, idempotency?.tenantId ?? id, idempotency, now)
  if (repeated !== null) return repeated
  const values = [accessTokenInQuery, rightsChange, eventRetentionDays, truncateAddresses] as const
  if ((await db.run(INSERT, id, slug, name, issuer, locale, now, ...values)) === 0) {
    db.undo()
    return { outcome: 'exists' }
  }
  db.leaveWitness(IS_THERE, id)
  for (const scope of input.scopes) await insertScope(db, id, scope, now)
  await writeEvents(db, id, input.events)
  return { outcome: 'created', tenant: await readTenant(db, id) }
}

// Raising the epoch ends all that was issued, without touching a single row of it.
const CHANGES = {
  suspend: `
    UPDATE tenants SET status = 'suspended', epoch = epoch + 1, revision = revision + 1
    WHERE slug = $1 AND status = 'open' RETURNING ${TENANT_COLUMNS}`,
  resume: `
    UPDATE tenants SET status = 'open', revision = revision + 1
    WHERE slug = $1 AND status = 'suspended' RETURNING ${TENANT_COLUMNS}`,
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

/** Grants are judged anew at their next use. Answers the new version. */
export async function raisePolicyVersion(db: Transaction, tenantId: string): Promise<number> {
  const raised = await db.one<{ policyVersion: number }>(RAISE_POLICY_VERSION, tenantId)
  if (raised === undefined) throw new Error(`tenant ${tenantId} is gone`)
  return raised.policyVersion
}
