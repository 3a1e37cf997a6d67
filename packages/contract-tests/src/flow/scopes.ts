import { NotApplicable } from '../run/not-applicable.ts'
import type { ContractClient } from '../target.ts'

/** The names in a scope, in order: two scopes of the same names are the same. RFC 6749 §3.3 */
export function words(scope: string): readonly string[] {
  return scope.split(' ').toSorted()
}

/** One of several names that a client may ask for. */
export function narrowScope({ clientId, scope }: Pick<ContractClient, 'clientId' | 'scope'>): string {
  const [first = '', ...others] = scope.split(' ')
  if (others.length === 0)
    throw new NotApplicable(`the client ${clientId} has a single scope, which cannot be narrowed`)
  return first
}
