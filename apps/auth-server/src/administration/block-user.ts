import type { Administration, Result } from './administration.ts'
import { findTenant } from './find-tenant.ts'
import { findUser } from './find-user.ts'
import { changeUserStatus } from './users/change-user-status.ts'
import type { UserChange } from './users/user.ts'

/** Blocking ends all sessions and grants for good; unblocking lets the person sign in again and revives nothing. */
export async function blockUser(
  administration: Administration,
  input: { readonly tenant: string; readonly email: string; readonly block: boolean },
): Promise<Result<UserChange>> {
  const tenant = await findTenant(administration, input.tenant)
  if (!tenant.ok) return tenant
  const user = await findUser(tenant.value, input.email)
  if (!user.ok) return user
  return changeUserStatus(administration, tenant.value, user.value.id, input.block ? 'block' : 'unblock')
}
