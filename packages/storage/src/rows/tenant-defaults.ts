import type { TenantSettings } from '@identity-hub/core'

/** What a tenant starts with where nothing else was asked for; its columns have the same. */
export const TENANT_DEFAULTS: Omit<TenantSettings, 'name' | 'locale'> = {
  accessTokenInQuery: false,
  rightsChange: 'removed',
  eventRetentionDays: 90,
  truncateAddresses: false,
}
