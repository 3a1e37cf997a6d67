import type * as wire from '@identity-hub/api-types/management'
import type { Command } from 'commander'
import { choice, single, wholeNumber } from '../../options.ts'
import { details } from '../../report.ts'

export interface SettingsOptions {
  readonly name?: string
  readonly locale?: string
  readonly rightsChange?: wire.Tenant['rights_change']
  readonly eventRetentionDays?: number
  readonly truncateAddresses?: boolean
}

/** What an administrator sets of a tenant. */
export function settingsOptions(command: Command, which: 'with name' | 'without name'): void {
  if (which === 'with name') command.addOption(single('--name <text>', 'what its pages call it'))
  command
    .addOption(single('--locale <tag>', 'the language of its pages when the browser asks for none that there is'))
    .addOption(choice('--rights-change <when>', 'which changes of rights end a grant', ['any', 'removed']))
    .addOption(wholeNumber('--event-retention-days <n>', 'how long events are kept'))
    .option('--truncate-addresses', 'new events keep a part of each address')
    .option('--no-truncate-addresses', 'new events keep whole addresses')
}

export function settingsOf(options: SettingsOptions) {
  return {
    name: options.name,
    locale: options.locale,
    rights_change: options.rightsChange,
    event_retention_days: options.eventRetentionDays,
    truncate_addresses: options.truncateAddresses,
  }
}

export function describeTenant(tenant: wire.Tenant): string {
  return details({
    slug: tenant.slug,
    name: tenant.name,
    issuer: tenant.issuer,
    status: tenant.status,
    locale: tenant.locale,
    'rights change': tenant.rights_change,
    'events are kept': `${tenant.event_retention_days} days`,
    'truncate addresses': tenant.truncate_addresses,
    'token in query': tenant.access_token_in_query,
  })
}
