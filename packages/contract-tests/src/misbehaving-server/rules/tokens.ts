import type { AccessToken, Client, Grant, RefreshToken } from '../state/records.ts'
import type { Tenant } from '../state/tenant.ts'
import { newValue } from '../state/tenant.ts'

export const tokenRules = {
  newCode(_grant: Grant, _challenge: string | undefined): string {
    return `code_${newValue()}`
  },

  newAccessToken: (): string => `at_${newValue()}`,
  newRefreshToken: (_grant: Grant, _before: RefreshToken | null): string => `rt_${newValue()}`,

  /** Epoch milliseconds; no access token outlives its grant. */
  accessTokenEnd(grant: Grant): number {
    return Math.min(Date.now() + grant.client.lifetimes.accessTokenSeconds * 1000, grant.endsAt)
  },

  refreshTokenEnd(grant: Grant): number {
    return Date.now() + grant.client.lifetimes.idleSeconds * 1000
  },

  grantEnd(client: Client): number {
    return Date.now() + client.lifetimes.absoluteSeconds * 1000
  },

  codeEnd(client: Client): number {
    return Date.now() + client.lifetimes.codeSeconds * 1000
  },

  /** Seconds that are left. */
  expiresIn(token: AccessToken): number {
    return Math.max(0, Math.floor((token.expiresAt - Date.now()) / 1000))
  },

  /** Scopes that require a role are for those who have it. */
  scopesForRoles(tenant: Tenant, roles: ReadonlySet<string>, scopes: readonly string[]): readonly string[] {
    return scopes.filter((scope) => {
      const { role } = tenant.scopes.get(scope) ?? {}
      return role === undefined || roles.has(role)
    })
  },

  /** An app token for no person has no refresh token. RFC 6749 §4.4.3 */
  hasRefreshToken(grant: Grant): boolean {
    return grant.account !== null
  },

  scopeInResponse(scopes: readonly string[], _grant: Grant): string {
    return scopes.join(' ')
  },

  findCode: (tenant: Tenant, value: string) => tenant.codes.get(value),
  findRefreshToken: (tenant: Tenant, value: string) => tenant.refreshTokens.get(value),
  findAccessToken: (tenant: Tenant, value: string) => tenant.accessTokens.get(value),
}
