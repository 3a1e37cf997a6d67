import type { Rules } from '../rules/rules.ts'
import type { AccessToken, Grant, RefreshToken } from '../state/records.ts'
import type { Tenant } from '../state/tenant.ts'

export interface IssuedTokens {
  readonly accessToken: AccessToken
  readonly refreshToken: RefreshToken | null
}

/**
 * New tokens of a grant.
 * @param scopes of the access token alone
 * @param before the refresh token that they replace
 */
export function issueTokens(
  rules: Rules,
  tenant: Tenant,
  grant: Grant,
  scopes: readonly string[],
  before: RefreshToken | null = null,
): IssuedTokens {
  const [issuedAt, expiresAt] = [Date.now(), rules.accessTokenEnd(grant)]
  const accessToken = { value: rules.newAccessToken(), grant, scopes, issuedAt, expiresAt }
  tenant.accessTokens.set(accessToken.value, accessToken)
  return {
    accessToken,
    refreshToken: rules.hasRefreshToken(grant) ? issueRefreshToken(rules, tenant, grant, before) : null,
  }
}

function issueRefreshToken(rules: Rules, tenant: Tenant, grant: Grant, before: RefreshToken | null): RefreshToken {
  const token = {
    value: rules.newRefreshToken(grant, before),
    grant,
    expiresAt: rules.refreshTokenEnd(grant),
    rotation: null,
  }
  tenant.refreshTokens.set(token.value, token)
  return token
}
