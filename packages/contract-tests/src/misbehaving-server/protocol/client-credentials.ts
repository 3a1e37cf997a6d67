import { newValue } from '../state/tenant.ts'
import type { Grant } from '../state/records.ts'
import type { TokenRequest } from './issue-token.ts'
import { issueTokens, type IssuedTokens } from './issued-tokens.ts'
import type { TokenError } from './token-errors.ts'

/** RFC 6749 §4.4 */
export async function appTokens({ visit, client, parameter }: TokenRequest): Promise<IssuedTokens | TokenError> {
  const { rules, tenant } = visit
  const scopes = rules.appScopes(client, parameter('scope'))
  if (scopes === null) return { error: 'invalid_scope', description: 'A scope is unknown, or not for this client.' }
  const grant: Grant = {
    id: newValue(),
    client,
    account: null,
    scopes,
    endsAt: rules.grantEnd(client),
    revoked: false,
  }
  return issueTokens(rules, tenant, grant, scopes)
}
