import { checkPassword, type Account } from '@identity-hub/core'
import { done, invalid, type Administration, type Result } from './administration.ts'
import { findTenant } from './find-tenant.ts'
import { findUser } from './find-user.ts'
import { resetPassword } from './users/reset-password.ts'

/** A new password by the administrator: whoever may have known the old one loses all sessions and grants. */
export async function setPassword(
  administration: Administration,
  input: { readonly tenant: string; readonly email: string; readonly password: string },
): Promise<Result<Account>> {
  const password = checkPassword(input.password)
  if (!password.ok) return invalid(password.problem)
  const tenant = await findTenant(administration, input.tenant)
  if (!tenant.ok) return tenant
  const user = await findUser(tenant.value, input.email)
  if (!user.ok) return user
  const changed = await resetPassword(administration, tenant.value, user.value.id, password.value)
  return changed.ok ? done(changed.value.account) : changed
}
