import { checkRoleName, oneOf, quoted, type TenantStorage } from '@identity-hub/core'
import { administrativeEvent, invalid, type Administration, type Result } from './administration.ts'
import { findTenant } from './find-tenant.ts'
import { findUser } from './find-user.ts'
import { giveRole, takeRole } from './users/user-roles.ts'
import type { UserChange } from './users/user.ts'

export interface RoleInput {
  readonly tenant: string
  readonly email: string
  readonly role: string
}

/** Gives a user a role, which is made when there is none of that name yet. */
export async function assignRole(administration: Administration, input: RoleInput): Promise<Result<UserChange>> {
  const role = checkRoleName(input.role)
  if (!role.ok) return invalid(role.problem)
  const tenant = await findTenant(administration, input.tenant)
  if (!tenant.ok) return tenant
  const user = await findUser(tenant.value, input.email)
  if (!user.ok) return user
  await makeRole(administration, tenant.value, role.value)
  return giveRole(administration, tenant.value, user.value.id, role.value)
}

async function makeRole(administration: Administration, storage: TenantStorage, name: string): Promise<void> {
  const found = await storage.findRole(name)
  if (found.outcome === 'found') return
  await storage.createRole({
    role: { name, description: '' },
    now: administration.now(),
    events: [administrativeEvent(administration, 'role.created', { role: name })],
  })
}

/**
 * Takes a role away: grants that rest on it end at their next use. A role that the user does not have is refused,
 * because most likely another one was meant and would stay.
 */
export async function removeRole(administration: Administration, input: RoleInput): Promise<Result<UserChange>> {
  const tenant = await findTenant(administration, input.tenant)
  if (!tenant.ok) return tenant
  const user = await findUser(tenant.value, input.email)
  if (!user.ok) return user
  const roles = await tenant.value.listAccountRoles(user.value.id)
  if (!roles.includes(input.role)) {
    const theirs = roles.length === 0 ? 'they have none' : `write ${oneOf(roles.map((role) => quoted(role)))}`
    return invalid(`the user ${quoted(input.email)} does not have the role ${quoted(input.role)}; ${theirs}`)
  }
  return takeRole(administration, tenant.value, user.value.id, input.role)
}
