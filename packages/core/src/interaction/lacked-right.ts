import { missingRight, type LostRight } from '../rights/lost-right.ts'
import type { AuthorizationFacts } from '../storage/interaction-verbs.ts'
import type { AuthorizationRequest, Client } from '../storage/records.ts'

/** Pure. For the operator: the right without which a person was refused. */
export function lackedRight(
  { scopes }: Pick<AuthorizationRequest, 'scopes'>,
  client: Pick<Client, 'requiredRole' | 'scopes'>,
  held: Pick<AuthorizationFacts, 'roles' | 'claims' | 'scopes'>,
): LostRight {
  const clientScopes = client.scopes.map(({ name }) => name)
  return missingRight(client.requiredRole, scopes, { ...held, clientScopes })
}
