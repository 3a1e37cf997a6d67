import { HUB_TENANT, type Tenant } from '@identity-hub/core'
import { administrativeEvent, done, invalid, notAllowed, type Administration, type Result } from './administration.ts'
import { findTenant } from './find-tenant.ts'

export interface TenantChange {
  readonly tenant: Tenant
  /** false: it was so already. */
  readonly changed: boolean
}

/** Suspending ends everything that the tenant issued, for good; resuming opens it again and revives nothing. */
export async function changeTenantStatus(
  administration: Administration,
  { slug, change }: { readonly slug: string; readonly change: 'suspend' | 'resume' },
): Promise<Result<TenantChange>> {
  const { hub } = administration
  if (slug === HUB_TENANT && change === 'suspend')
    return notAllowed(`the tenant ${slug} administers all others, so it cannot be suspended`)
  const type = change === 'suspend' ? 'tenant.suspended' : 'tenant.resumed'
  const events = [administrativeEvent(administration, type, { slug })]
  const changed = await hub.changeTenantStatus({ slug, change, events })
  if (changed.outcome === 'changed') return done({ tenant: changed.tenant, changed: true })
  const opened = await hub.openTenant(slug)
  if (opened.outcome === 'suspended') return done({ tenant: opened.tenant, changed: false })
  const found = await findTenant(administration, slug)
  if (!found.ok) return found
  return changed.outcome === 'unchanged'
    ? done({ tenant: found.value.tenant, changed: false })
    : invalid(`the tenant ${slug} was changed in the same moment; try again`)
}
