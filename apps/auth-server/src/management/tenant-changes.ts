import type * as wire from '@identity-hub/api-types/management'
import type { TenantSettings } from '@identity-hub/core'

/** Members of the wire as the record has them; what is left out stays out. */
export function tenantChangesOf(changes: wire.TenantChanges): Partial<TenantSettings> {
  return {
    ...(changes.name !== undefined && { name: changes.name }),
    ...(changes.locale !== undefined && { locale: changes.locale }),
    ...(changes.rights_change !== undefined && { rightsChange: changes.rights_change }),
    ...(changes.event_retention_days !== undefined && { eventRetentionDays: changes.event_retention_days }),
    ...(changes.truncate_addresses !== undefined && { truncateAddresses: changes.truncate_addresses }),
    ...(changes.access_token_in_query !== undefined && { accessTokenInQuery: changes.access_token_in_query }),
  }
}
