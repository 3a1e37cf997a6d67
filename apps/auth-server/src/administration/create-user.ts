import type { Account } from '@identity-hub/core'
import { done, type Administration, type Result } from './administration.ts'
import { findTenant } from './find-tenant.ts'
import { createUser as createUserIn } from './users/create-user.ts'

/** A person who signs in with their e-mail address and this password. Nobody has verified the address. */
export async function createUser(
  administration: Administration,
  input: { readonly tenant: string; readonly email: string; readonly name: string; readonly password: string },
): Promise<Result<Account>> {
  const { email, name, password } = input
  const tenant = await findTenant(administration, input.tenant)
  if (!tenant.ok) return tenant
  const created = await createUserIn(administration, tenant.value, { email, name, password })
  return created.ok ? done(created.value.account) : created
}
