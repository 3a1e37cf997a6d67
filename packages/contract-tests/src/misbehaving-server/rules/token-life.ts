import type { OperationResponse } from '@identity-hub/koa-server'
import type { AccessToken, Client, Grant, RefreshToken } from '../state/records.ts'
import type { Tenant } from '../state/tenant.ts'

type Introspection = Extract<OperationResponse<'introspectToken'>, { status: 200 }>['body']
type Verification = Extract<OperationResponse<'verifyToken'>, { status: 200 }>['body']

const seconds = (milliseconds: number) => Math.floor(milliseconds / 1000)

/** What clients and APIs do with tokens that were issued. RFC 7009, RFC 7662 */
export const tokenLifeRules = {
  /** Only the client that it was issued to; what it takes the token for changes nothing. */
  mayRevoke(client: Client, grant: Grant, _hint: string | undefined): boolean {
    return grant.client.clientId === client.clientId
  },

  /** What is unknown, or not the client's, is no error. RFC 7009 §2.2 */
  revocationProblem(_grant: Grant | undefined, _own: boolean): string | null {
    return null
  },

  /** With the refresh token everything ends that came from the same grant. RFC 7009 §2.1 */
  revokeRefreshToken(token: RefreshToken, _tenant: Tenant): void {
    token.grant.revoked = true
  },

  /** An access token ends alone. */
  revokeAccessToken(token: AccessToken, tenant: Tenant): void {
    tenant.accessTokens.delete(token.value)
  },

  /** Only who can prove who it is. RFC 7662 §2.1 */
  mayIntrospect(client: Client): boolean {
    return client.secrets.length > 0
  },

  /** What a client takes the token for changes nothing. */
  hintFits(_hint: string | undefined): boolean {
    return true
  },

  introspectionIsFor(client: Client, grant: Grant): boolean {
    return grant.client.clientId === client.clientId
  },

  introspection({ grant, scopes, expiresAt, issuedAt }: AccessToken, issuer: string): Introspection {
    return {
      active: true,
      client_id: grant.client.clientId,
      token_type: 'Bearer',
      scope: scopes.join(' '),
      ...(grant.account !== null && { sub: grant.account.id }),
      iss: issuer,
      iat: seconds(issuedAt),
      exp: seconds(expiresAt),
    }
  },

  /** Nothing but that. RFC 7662 §2.2 */
  inactive(_value: string): Introspection {
    return { active: false }
  },

  verifiesTokenInQuery(): boolean {
    return false
  },

  verification(token: AccessToken | undefined, _value: string): Verification {
    if (token === undefined) return { error: 'invalid_token' }
    const { grant, scopes, expiresAt } = token
    const left = Math.max(0, seconds(expiresAt - Date.now()))
    return { audience: grant.client.clientId, expires_in: left, scope: scopes.join(' ') }
  },
}
