import type { ChangeTenant, ChangeTenantOutcome, Tenant } from '@identity-hub/core'
import { differs, isOutdated } from '../rows/revisions.ts'
import { writeEvents } from './events.ts'
import { readTenant, TENANT_COLUMNS } from './tenants.ts'
import type { Transaction } from './transactions.ts'

const LOCK = `SELECT ${TENANT_COLUMNS} FROM tenants WHERE slug = $1 FOR NO KEY UPDATE`
const UPDATE = `
  UPDATE tenants SET name = $2, locale = $3, access_token_in_query = $4, rights_change = $5, event_retention_days = $6,
    truncate_addresses = $7, revision = revision + 1
  WHERE id = $1`

export async function changeTenant(db: Transaction, input: ChangeTenant): Promise<ChangeTenantOutcome> {
  const { slug, changes, expectedRevision, events } = input
  const tenant = await db.one<Tenant>(LOCK, slug)
  if (tenant === undefined) return { outcome: 'unknown' }
  if (isOutdated(expectedRevision, tenant)) return { outcome: 'conflict' }
  if (!differs(tenant, changes)) return { outcome: 'unchanged', tenant }

  const changed = { ...tenant, ...changes }
  const { name, locale, accessTokenInQuery, rightsChange, eventRetentionDays, truncateAddresses } = changed
  const values = [name, locale, accessTokenInQuery, rightsChange, eventRetentionDays, truncateAddresses] as const
  await db.run(UPDATE, tenant.id, ...values)
  await writeEvents(db, tenant.id, events)
  return { outcome: 'changed', tenant: await readTenant(db, tenant.id) }
}
