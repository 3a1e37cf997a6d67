import type { ChangeTenant, ChangeTenantOutcome } from '@identity-hub/core'
import { differs, isOutdated } from '../rows/revisions.ts'
import type { Connection } from './connection.ts'
import { writeEvents } from './events.ts'
import { toFlag } from './flag.ts'
import { findTenant, readTenant } from './tenants.ts'

const UPDATE = `
  UPDATE tenants SET name = ?2, locale = ?3, access_token_in_query = ?4, rights_change = ?5, event_retention_days = ?6,
    truncate_addresses = ?7, revision = revision + 1
  WHERE id = ?1`

export function changeTenant(db: Connection, input: ChangeTenant): ChangeTenantOutcome {
  const { slug, changes, expectedRevision, events } = input
  const tenant = findTenant(db, slug)
  if (tenant === undefined) return { outcome: 'unknown' }
  if (isOutdated(expectedRevision, tenant)) return { outcome: 'conflict' }
  if (!differs(tenant, changes)) return { outcome: 'unchanged', tenant }

  const changed = { ...tenant, ...changes }
  const { name, locale, accessTokenInQuery, rightsChange, eventRetentionDays, truncateAddresses } = changed
  const flags = { inQuery: toFlag(accessTokenInQuery), truncate: toFlag(truncateAddresses) }
  db.run(UPDATE, tenant.id, name, locale, flags.inQuery, rightsChange, eventRetentionDays, flags.truncate)
  writeEvents(db, tenant.id, events)
  return { outcome: 'changed', tenant: readTenant(db, tenant.id) }
}
