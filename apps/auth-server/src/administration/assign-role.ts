import { checkRoleName, oneOf, quoted, type Account } from '@identity-hub/core'
import { administrativeEvent, done, invalid, type Administration, type Result } from './administration.ts'
import { findTenant } from './find-tenant.ts'
import { findUser, noSuchUser } from './find-user.ts'

export interface RoleInput {
  readonly tenant: string
  readonly email: string
  readonly role: string
}

export interface RoleChange {
  readonly account: Account
  readonly roles: readonly string[]
  /** false: it was so already. */
  readonly changed: boolean
}

/** Gives a user a role, and with it the scopes that require it. */
export async function assignRole(administration: Administration, input: RoleInput): Promise<Result<RoleChange>> {
  const role = checkRoleName(input.role)
  if (!role.ok) return invalid(role.problem)
  const tenant = await findTenant(administration, input.tenant)
  if (!tenant.ok) return tenant
  const user = await findUser(tenant.value, input.email)
  if (!user.ok) return user

  const { id } = user.value
  const assigned = await tenant.value.assignRole({
    accountId: id,
    role: role.value,
    now: administration.now(),
    events: [administrativeEvent(administration, 'role.assigned', { role: role.value }, { subject: id })],
  })
  if (assigned.outcome === 'unknown') return noSuchUser(tenant.value, input.email)
  return done({
    account: user.value,
    roles: await tenant.value.listRoles(id),
    changed: assigned.outcome === 'changed',
  })
}

/**
 * Takes a role away: grants that rest on it end at their next use. A role that the user does not have is refused,
 * because most likely another one was meant and would stay.
 */
export async function removeRole(administration: Administration, input: RoleInput): Promise<Result<RoleChange>> {
  const tenant = await findTenant(administration, input.tenant)
  if (!tenant.ok) return tenant
  const user = await findUser(tenant.value, input.email)
  if (!user.ok) return user

  const { id } = user.value
  const removed = await tenant.value.removeRole({
    accountId: id,
    role: input.role,
    now: administration.now(),
    events: [administrativeEvent(administration, 'role.removed', { role: input.role }, { subject: id })],
  })
  if (removed.outcome === 'unknown') return noSuchUser(tenant.value, input.email)
  const roles = await tenant.value.listRoles(id)
  if (removed.outcome === 'unchanged') {
    const theirs = roles.length === 0 ? 'they have none' : `write ${oneOf(roles.map((role) => quoted(role)))}`
    return invalid(`the user ${quoted(input.email)} does not have the role ${quoted(input.role)}; ${theirs}`)
  }
  return done({ account: user.value, roles, changed: true })
}
