import { checkRequiredRole, checkScopeDescription, checkScopeName, type Scope } from '@identity-hub/core'
import { invalid, type Administration, type Result } from './administration.ts'
import { findTenant } from './find-tenant.ts'
import { makeMissingRole } from './roles/new-role.ts'
import { makeScope } from './scopes/new-scope.ts'

/** A scope; with a required role, which is made when it is missing, only users who have it can grant it. */
export async function createScope(
  administration: Administration,
  input: {
    readonly tenant: string
    readonly name: string
    readonly description: string
    readonly requiredRole: string | null
  },
): Promise<Result<Scope>> {
  const name = checkScopeName(input.name)
  if (!name.ok) return invalid(name.problem)
  const description = checkScopeDescription(input.description)
  if (!description.ok) return invalid(description.problem)
  const role = input.requiredRole === null ? null : checkRequiredRole(input.requiredRole)
  if (role !== null && !role.ok) return invalid(role.problem)
  const tenant = await findTenant(administration, input.tenant)
  if (!tenant.ok) return tenant
  if (role !== null) await makeMissingRole(administration, tenant.value, role.value)
  return makeScope(administration, tenant.value, {
    name: name.value.name,
    description: { [tenant.value.tenant.locale]: description.value },
    requiredRoles: role === null ? [] : [role.value],
  })
}
