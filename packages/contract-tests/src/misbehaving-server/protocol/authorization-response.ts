import type { Visit } from '../http/visit.ts'
import type { Refusal } from '../rules/authorization-request.ts'
import type { Account, AuthorizationRequest, Client, Grant } from '../state/records.ts'
import { newValue } from '../state/tenant.ts'

/** Where the browser takes an error. RFC 6749 §4.1.2.1 */
export function errorAtClient(
  { rules, issuer }: Visit,
  { redirectUri, state }: Pick<AuthorizationRequest, 'redirectUri' | 'state'>,
  refusal: NonNullable<Refusal>,
): string {
  return rules.responseLocation(redirectUri, rules.errorParameters(refusal.error, refusal.description, state, issuer))
}

/** Where the browser takes a new code. RFC 6749 §4.1.2 */
export function codeAtClient(
  { rules, tenant, issuer }: Visit,
  client: Client,
  account: Account,
  request: AuthorizationRequest,
  scopes: readonly string[],
): string {
  const grant: Grant = { id: newValue(), client, account, scopes, endsAt: rules.grantEnd(client), revoked: false }
  const value = rules.newCode(grant, request.challenge)
  tenant.grants.set(grant.id, grant)
  tenant.codes.set(value, { value, grant, request, expiresAt: rules.codeEnd(client), used: false, wrongVerifiers: 0 })
  return rules.responseLocation(request.redirectUri, rules.successParameters(value, request.state, issuer))
}
