import type { Account, Scope } from '../storage/records.ts'
import { hubScopesOf, isHubRole, isHubScope } from './hub-rights.ts'

/** What an account has of that which scopes require. */
export interface HeldRights {
  readonly roles: readonly string[]
  readonly claims: Account['claims']
}

type Requirements = Pick<Scope, 'name' | 'requiredRoles' | 'requiredClaim'>

/**
 * The scopes, of those named, that exist and that an account with these rights may have. What a scope of the hub takes
 * stands in the hub's own table, whatever its record says, and roles of the hub open nothing else.
 */
export function permittedScopes(
  names: readonly string[],
  scopes: readonly Requirements[],
  held: HeldRights,
): readonly string[] {
  return existing(names, scopes, (scope) =>
    isHubScope(scope.name) ? hubScopesOf(held.roles).includes(scope.name) : meets(scope, held),
  )
}

/**
 * The same for a client by itself (RFC 6749 §4.4). It has no roles and no claims; a scope of the hub is its own once an
 * administrator gave it that scope.
 */
export function permittedToClient(names: readonly string[], scopes: readonly Requirements[]): readonly string[] {
  return existing(names, scopes, (scope) => isHubScope(scope.name) || meets(scope, NOTHING))
}

const NOTHING: HeldRights = { roles: [], claims: {} }

function existing(
  names: readonly string[],
  scopes: readonly Requirements[],
  isPermitted: (scope: Requirements) => boolean,
): readonly string[] {
  return names.filter((name) => {
    const scope = scopes.find((one) => one.name === name)
    return scope !== undefined && isPermitted(scope)
  })
}

function meets({ requiredRoles, requiredClaim }: Requirements, { roles, claims }: HeldRights): boolean {
  if (!requiredRoles.every((role) => roles.includes(role) && !isHubRole(role))) return false
  if (requiredClaim === null) return true
  const { name, value } = requiredClaim
  // A name such as `constructor` is there on every object.
  return Object.hasOwn(claims, name) && (value === null || claims[name] === value)
}
