import { HUB_ROLES, HUB_TENANT, isHubRole, oneOf, type HubRole, type TenantStorage } from '@identity-hub/core'
import { forbidden, notAllowed, type Administration, type Refusal } from '../administration.ts'
import { hubRolesOf } from '../roles/hub-roles.ts'

/** Whoever could change a user with a role of the hub could act as them; null: they may. */
export function refuseTouching({ authority }: Administration, roles: readonly string[]): Refusal | null {
  if (!roles.some(isHubRole) || authority.may('hub.administrators.write')) return null
  return forbidden(
    'hub.administrators.write',
    'the user has a role of the hub, so this needs the scope hub.administrators.write',
  )
}

/** Roles of the hub are given by those who appoint administrators, each where it exists; null: it may be given. */
export function refuseGivingRole(
  administration: Administration,
  { tenant }: TenantStorage,
  role: string,
): Refusal | null {
  const refusal = refuseTakingRole(administration, role)
  const here = hubRolesOf(tenant.slug)
  if (refusal !== null || !isHubRole(role) || here.includes(role)) return refusal
  return notAllowed(`the role ${role} does not exist in the tenant ${tenant.slug}; give ${oneOf(here)}`)
}

/** And taken by them wherever somebody has it; null: it may be taken. */
export function refuseTakingRole({ authority }: Administration, role: string): Refusal | null {
  if (!authority.may('hub.policy.write'))
    return forbidden('hub.policy.write', 'roles are given by those who have the scope hub.policy.write')
  if (!isHubRole(role) || authority.may('hub.administrators.write')) return null
  return forbidden(
    'hub.administrators.write',
    `the role ${role} is given by those who have the scope hub.administrators.write`,
  )
}

/** The role of which the tenant keeps one active holder: without them nobody could undo it from here. */
export function roleToKeep({ tenant }: TenantStorage): HubRole | null {
  return tenant.slug === HUB_TENANT ? HUB_ROLES.administrator : null
}

export function lastAdministrator(): Refusal {
  return notAllowed('this is the last active administrator of the hub; appoint another one first')
}
