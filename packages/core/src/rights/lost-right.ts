import type { GrantStanding, StandingRights } from '../storage/token-verbs.ts'
import { HUB_SCOPES, isHubScope } from './hub-rights.ts'
import { permittedScopes } from './permitted-scopes.ts'

/**
 * The right that a grant rests on and whose loss ended it. A role without a scope is the one that the client requires;
 * a scope alone is no longer the client's, or gone; nothing at all: the tenant ends grants with any change.
 */
export interface LostRight {
  readonly scope?: string
  readonly requiredRole?: string
  /** `name`, or `name=value`. */
  readonly requiredClaim?: string
}

type Rights = Omit<StandingRights, 'changed'>

/** Pure. The first right that is missing, for a grant that was refused with `rights_changed`. */
export function lostRight({ grant, client, rights }: GrantStanding): LostRight {
  return rights === null ? {} : missingRight(client.requiredRole, grant.scopes, rights)
}

/** Pure. The first right that somebody lacks of those that a client and scopes require. */
export function missingRight(requiredRole: string | null, scopes: readonly string[], rights: Rights): LostRight {
  if (requiredRole !== null && !rights.roles.includes(requiredRole)) return { requiredRole }
  const scope = scopes.find(
    (name) => !rights.clientScopes.includes(name) || permittedScopes([name], rights.scopes, rights).length === 0,
  )
  return scope === undefined ? {} : { scope, ...missingFor(scope, rights) }
}

function missingFor(name: string, { roles, claims, scopes, clientScopes }: Rights): LostRight {
  const scope = scopes.find((one) => one.name === name)
  if (scope === undefined || !clientScopes.includes(name)) return {}
  if (isHubScope(name)) return { requiredRole: HUB_SCOPES[name].join(' or ') }
  const requiredRole = scope.requiredRoles.find((role) => !roles.includes(role))
  if (requiredRole !== undefined) return { requiredRole }
  const { requiredClaim } = scope
  if (requiredClaim === null) return {}
  const { name: claim, value } = requiredClaim
  if (Object.hasOwn(claims, claim) && (value === null || claims[claim] === value)) return {}
  return { requiredClaim: value === null ? claim : `${claim}=${value}` }
}
