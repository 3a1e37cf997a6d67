import { HUB_ROLES, HUB_TENANT, isHubRole, type HubRole } from '@identity-hub/core'
import { notAllowed, type Refusal } from '../administration.ts'

/** What each reaches, for administrators. */
export const HUB_ROLE_DESCRIPTIONS: Readonly<Record<HubRole, string>> = {
  [HUB_ROLES.administrator]: 'Everything, in every tenant',
  [HUB_ROLES.tenantAdministrator]: 'Everything in this tenant',
  [HUB_ROLES.serviceDesk]: 'Users, but for administrators',
  [HUB_ROLES.readOnly]: 'Sees everything, changes nothing',
}

/** Those of a tenant, by name: administrators of the hub are in the tenant `hub`, of a tenant in that one. */
export function hubRolesOf(tenant: string): readonly HubRole[] {
  const elsewhere = tenant === HUB_TENANT ? HUB_ROLES.tenantAdministrator : HUB_ROLES.administrator
  return Object.values(HUB_ROLES)
    .filter((role) => role !== elsewhere)
    .toSorted()
}

/** The hub's own roles stay as they are; null: it is the tenant's own. */
export function refuseHubRole(name: string): Refusal | null {
  return isHubRole(name) ? notAllowed(`the role ${name} is one of the hub itself and stays as it is`) : null
}
