import type { Tenant } from '@identity-hub/core'
import { administrativeEvent, done, type Administration, type Result } from './administration.ts'
import { findTenant } from './find-tenant.ts'

/** Whether `verifyToken` takes the access token in the query, for clients that come from the hosted service. */
export async function changeTokenInQuery(
  administration: Administration,
  { slug, allowed }: { readonly slug: string; readonly allowed: boolean },
): Promise<Result<{ readonly tenant: Tenant; readonly changed: boolean }>> {
  const found = await findTenant(administration, slug)
  if (!found.ok) return found
  const changed = await found.value.changeTenant({
    change: { kind: 'access-token-in-query', allowed },
    now: administration.now(),
    events: [administrativeEvent(administration, 'tenant.changed', { accessTokenInQuery: allowed })],
  })
  return changed.outcome === 'changed'
    ? done({ tenant: changed.tenant, changed: true })
    : done({ tenant: found.value.tenant, changed: false })
}
