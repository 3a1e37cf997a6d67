import { quoted, type Tenant, type TenantSettings } from '@identity-hub/core'
import { administrativeEvent, conflict, done, unknown, type Administration, type Result } from './administration.ts'
import { checkTenantSettings } from './check-tenant-settings.ts'
import { describeChange } from './describe-change.ts'
import { findAnyTenant } from './find-tenant.ts'
import { onLatest } from './on-latest.ts'

export interface ChangeTenantInput {
  readonly slug: string
  readonly changes: Partial<TenantSettings>
  /** null: whatever it is. */
  readonly expectedRevision: number | null
}

export interface ChangedTenant {
  readonly tenant: Tenant
  /** false: it was so already. */
  readonly changed: boolean
}

/** Its name, language and rules, also while it is suspended. */
export function changeTenant(administration: Administration, input: ChangeTenantInput): Promise<Result<ChangedTenant>> {
  return onLatest(input.expectedRevision, () => change(administration, input))
}

async function change(
  administration: Administration,
  { slug, changes, expectedRevision }: ChangeTenantInput,
): Promise<Result<ChangedTenant>> {
  const settings = checkTenantSettings(changes)
  if (!settings.ok) return settings
  const found = await findAnyTenant(administration.hub, slug)
  if (!found.ok) return found
  const changed = await administration.hub.changeTenant({
    slug,
    changes: settings.value,
    // The event tells what it was when it was read.
    expectedRevision: expectedRevision ?? found.value.revision,
    events: [
      administrativeEvent(
        administration,
        'tenant.changed',
        describeChange<TenantSettings>(found.value, settings.value),
      ),
    ],
  })
  switch (changed.outcome) {
    case 'changed':
    case 'unchanged':
      return done({ tenant: changed.tenant, changed: changed.outcome === 'changed' })
    case 'conflict':
      return conflict('the tenant has changed; read it again')
    case 'unknown':
      return unknown('tenant', `there is no tenant ${quoted(slug)}`)
  }
}
