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
import { toFlag } from './flag.ts'
import { forgetAnswer, keepAnswer } from './idempotency.ts'
import { insertScope } from './scopes.ts'

const COLUMNS = `id, slug, name, issuer, status, epoch, policy_version AS policyVersion, locale,
  access_token_in_query AS accessTokenInQuery, revision, rights_change AS rightsChange,
  event_retention_days AS eventRetentionDays, truncate_addresses AS truncateAddresses`

const BY_ID = `SELECT ${COLUMNS} FROM tenants WHERE id = ?1`
const BY_SLUG = `SELECT ${COLUMNS} FROM tenants WHERE slug = ?1`
const ALL = `SELECT ${COLUMNS} FROM tenants ORDER BY slug`
const PAGE = `SELECT ${COLUMNS} FROM tenants WHERE slug > ?1 ORDER BY slug LIMIT ?2`
const EXISTS = 'SELECT 1 FROM tenants WHERE slug = ?1 OR id = ?2'
const STATE = 'SELECT status, epoch, policy_version AS policyVersion FROM tenants WHERE id = ?1'
const INSERT = `
  INSERT INTO tenants (id, slug, name, issuer, status, epoch, policy_version, locale, created_at,
    access_token_in_query, rights_change, event_retention_days, truncate_addresses)
  VALUES (?1, ?2, ?3, ?4, 'open', 0, 0, ?5, ?6, ?7, ?8, ?9, ?10)`
const RAISE_POLICY_VERSION = `
  UPDATE tenants SET policy_version = policy_version + 1 WHERE id = ?1 RETURNING policy_version AS policyVersion`

type Flags = 'accessTokenInQuery' | 'truncateAddresses'
type TenantRow = Omit<Tenant, Flags> & Readonly<Record<Flags, number>>

const toTenant = (row: TenantRow): Tenant => ({
  ...row,
  accessTokenInQuery: row.accessTokenInQuery === 1,
  truncateAddresses: row.truncateAddresses === 1,
})

export function findTenant(db: Connection, slug: string): Tenant | undefined {
  const row = db.one<TenantRow>(BY_SLUG, slug)
  return row === undefined ? undefined : toTenant(row)
}

export function listTenants(db: Connection, { after, limit }: PageRequest): Page<Tenant> {
  const rows = db.all<TenantRow>(PAGE, after?.[0] ?? '', limit + 1)
  return toPage(rows.map(toTenant), limit, ({ slug }) => [slug])
}

/** For what is done to all of them at once. */
export const readTenants = (db: Connection): readonly Tenant[] => db.all<TenantRow>(ALL).map(toTenant)

/** The tenant of a verb, which is there. */
export function readTenant(db: Connection, tenantId: string): Tenant {
  const row = db.one<TenantRow>(BY_ID, tenantId)
  if (row === undefined) throw new Error(`tenant ${tenantId} is gone`)
  return toTenant(row)
}

export function createTenant(
  db: Connection,
  input: CreateTenant,
): { outcome: 'created'; tenant: Tenant } | { outcome: 'exists' } | Repeated {
  const { tenant, idempotency, now } = input
  const { id, slug, name, issuer, locale, ...settings } = { ...TENANT_DEFAULTS, ...tenant }
  const asking = idempotency?.tenantId ?? id
  const repeated = keepAnswer(db, asking, idempotency, now)
  if (repeated !== null) return repeated
  if (db.one(EXISTS, slug, id) !== undefined) {
    forgetAnswer(db, asking, idempotency)
    return { outcome: 'exists' }
  }
  const { accessTokenInQuery, rightsChange, eventRetentionDays, truncateAddresses } = settings
  const flags = [toFlag(accessTokenInQuery), rightsChange, eventRetentionDays, toFlag(truncateAddresses)] as const
  db.run(INSERT, id, slug, name, issuer, locale, now, ...flags)
  for (const scope of input.scopes) insertScope(db, id, scope, now)
  writeEvents(db, id, input.events)
  return { outcome: 'created', tenant: readTenant(db, id) }
}

// Raising the epoch ends all that was issued, without touching a single row of it.
const CHANGES = {
  suspend: `
    UPDATE tenants SET status = 'suspended', epoch = epoch + 1, revision = revision + 1
    WHERE id = ?1 AND status = 'open'`,
  resume: "UPDATE tenants SET status = 'open', revision = revision + 1 WHERE id = ?1 AND status = 'suspended'",
} as const

export function changeTenantStatus(
  db: Connection,
  { slug, change, events }: ChangeTenantStatus,
): ChangeTenantStatusOutcome {
  const found = findTenant(db, slug)
  if (found === undefined) return { outcome: 'unknown' }
  if (db.run(CHANGES[change], found.id) === 0) return { outcome: 'unchanged' }
  writeEvents(db, found.id, events)
  return { outcome: 'changed', tenant: readTenant(db, found.id) }
}

/** What fences compare with. */
export const readTenantState = (db: Connection, tenantId: string): TenantState =>
  db.one<TenantState>(STATE, tenantId) ?? NO_TENANT_STATE

/** Grants are judged anew at their next use. Answers the new version. */
export function raisePolicyVersion(db: Connection, tenantId: string): number {
  const raised = db.one<{ policyVersion: number }>(RAISE_POLICY_VERSION, tenantId)
  if (raised === undefined) throw new Error(`tenant ${tenantId} is gone`)
  return raised.policyVersion
}
