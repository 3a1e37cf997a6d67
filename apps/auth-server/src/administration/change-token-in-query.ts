import type { Tenant } from '@identity-hub/core'
import type { Administration, Result } from './administration.ts'
import { changeTenant } from './change-tenant.ts'
import { findTenant } from './find-tenant.ts'

/** Whether `verifyToken` takes the access token in the query, for clients that come from the hosted service. */
export async function changeTokenInQuery(
  administration: Administration,
  { slug, allowed }: { readonly slug: string; readonly allowed: boolean },
): Promise<Result<{ readonly tenant: Tenant; readonly changed: boolean }>> {
  const found = await findTenant(administration, slug)
  if (!found.ok) return found
  return changeTenant(administration, { slug, changes: { accessTokenInQuery: allowed }, expectedRevision: null })
}
