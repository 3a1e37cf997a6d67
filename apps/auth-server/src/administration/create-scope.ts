import { checkRoleName, checkScopeDescription, checkScopeName, type Scope } from '@identity-hub/core'
import { administrativeEvent, done, exists, invalid, type Administration, type Result } from './administration.ts'
import { findTenant } from './find-tenant.ts'

/** A scope; with a required role only users who have it can grant it. */
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
  if (name.value.kind === 'no-effect') return invalid(`${input.name} changes nothing, so it needs no record`)
  const description = checkScopeDescription(input.description)
  if (!description.ok) return invalid(description.problem)
  const role = input.requiredRole === null ? null : checkRoleName(input.requiredRole)
  if (role !== null && !role.ok) return invalid(role.problem)
  const tenant = await findTenant(administration, input.tenant)
  if (!tenant.ok) return tenant

  const scope: Scope = {
    name: name.value.name,
    description: { [tenant.value.tenant.locale]: description.value },
    requiredRoles: role === null ? [] : [role.value],
    accessTokenSeconds: null,
  }
  const created = await tenant.value.createScope({
    scope,
    now: administration.now(),
    events: [administrativeEvent(administration, 'scope.created', { scope: scope.name })],
  })
  if (created.outcome === 'created') return done(scope)
  const builtIn = name.value.kind === 'built-in' ? 'built in' : 'there already'
  return exists(`the scope ${scope.name} is ${builtIn}; choose another name`)
}
