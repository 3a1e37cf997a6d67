import { HUB_ROLES, HUB_TENANT } from '@identity-hub/core'
import type { Administration, Result } from './administration.ts'
import { findTenant } from './find-tenant.ts'
import { createUser, type CreatedUser } from './users/create-user.ts'

export interface NewAdministrator {
  readonly tenant: string
  readonly email: string
  readonly name: string
  readonly password: string
}

/** An account that administers the hub, in the tenant `hub`, or a tenant, in that one. */
export async function createAdministrator(
  administration: Administration,
  { tenant, email, name, password }: NewAdministrator,
): Promise<Result<CreatedUser>> {
  const found = await findTenant(administration, tenant)
  if (!found.ok) return found
  const role = tenant === HUB_TENANT ? HUB_ROLES.administrator : HUB_ROLES.tenantAdministrator
  return createUser(administration, found.value, { email, name, password, roles: [role] })
}
