import type { CreateTenant, Tenant } from '@identity-hub/core'
import { NO_TENANT_STATE, type TenantState } from '../rows/client-tokens.ts'
import type { Connection } from './connection.ts'
import { writeEvents } from './events.ts'
import { insertScope } from './scopes.ts'

const COLUMNS = 'id, slug, name, issuer, status, epoch, policy_version AS policyVersion, locale'

const BY_SLUG = `SELECT ${COLUMNS} FROM tenants WHERE slug = ?1`
const ALL = `SELECT ${COLUMNS} FROM tenants ORDER BY slug`
const EXISTS = 'SELECT 1 FROM tenants WHERE slug = ?1 OR id = ?2'
const STATE = 'SELECT status, epoch, policy_version AS policyVersion FROM tenants WHERE id = ?1'
const INSERT = `
  INSERT INTO tenants (id, slug, name, issuer, status, epoch, policy_version, locale, created_at)
  VALUES (?1, ?2, ?3, ?4, 'open', 0, 0, ?5, ?6)`
const RAISE_POLICY_VERSION = 'UPDATE tenants SET policy_version = policy_version + 1 WHERE id = ?1'

export const findTenant = (db: Connection, slug: string): Tenant | undefined => db.one<Tenant>(BY_SLUG, slug)

export const listTenants = (db: Connection): readonly Tenant[] => db.all<Tenant>(ALL).map((row) => ({ ...row }))

export function createTenant(
  db: Connection,
  input: CreateTenant,
): { outcome: 'created'; tenant: Tenant } | { outcome: 'exists' } {
  const { id, slug, name, issuer, locale } = input.tenant
  if (db.one(EXISTS, slug, id) !== undefined) return { outcome: 'exists' }
  db.run(INSERT, id, slug, name, issuer, locale, input.now)
  for (const scope of input.scopes) insertScope(db, id, scope, input.now)
  writeEvents(db, id, input.events)
  return { outcome: 'created', tenant: { id, slug, name, issuer, status: 'open', epoch: 0, policyVersion: 0, locale } }
}

/** What fences compare with. */
export const readTenantState = (db: Connection, tenantId: string): TenantState =>
  db.one<TenantState>(STATE, tenantId) ?? NO_TENANT_STATE

/** Grants are judged anew at their next use. */
export function raisePolicyVersion(db: Connection, tenantId: string): void {
  db.run(RAISE_POLICY_VERSION, tenantId)
}
