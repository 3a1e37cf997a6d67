import type { Scope } from '../storage/records.ts'

/** The scopes, of those named, that exist and whose required roles are all among `roles`. */
export function permittedScopes(
  names: readonly string[],
  scopes: readonly Pick<Scope, 'name' | 'requiredRoles'>[],
  roles: readonly string[],
): readonly string[] {
  return names.filter((name) => {
    const scope = scopes.find((one) => one.name === name)
    return scope !== undefined && scope.requiredRoles.every((role) => roles.includes(role))
  })
}
