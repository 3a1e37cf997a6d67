import type { Visit } from '../http/visit.ts'
import type { RefreshToken } from '../state/records.ts'
import type { TokenRequest } from './issue-token.ts'
import { issueTokens, type IssuedTokens } from './issued-tokens.ts'
import { invalidGrant, type TokenError } from './token-errors.ts'

/** RFC 6749 §6, RFC 9700 §4.14.2: each refresh token once, and its answer once more for those who lost it. */
export async function refresh({ visit, client, parameter }: TokenRequest): Promise<IssuedTokens | TokenError> {
  const { rules, tenant } = visit
  const value = parameter('refresh_token')
  if (value === undefined) return { error: 'invalid_request', description: 'refresh_token is missing.' }
  const token = rules.findRefreshToken(tenant, value)
  if (token === undefined || !rules.refreshTokenIsOfClient(token, client)) return invalidGrant
  const { grant } = token
  if (!rules.grantIsAlive(grant)) return invalidGrant

  const requestedScope = parameter('scope')
  const asked = requestedScope?.split(' ').filter(Boolean) ?? grant.scopes
  const scopes = rules.refreshScope(grant.scopes, asked, token)
  if (scopes === null) return { error: 'invalid_scope', description: 'A scope was not granted.' }

  const { rotation } = token
  if (rotation !== null) {
    if (!rules.mayRepeat(client, rotation)) rules.onReuse(token, tenant)
    else if (rules.isSameRequest(rotation, requestedScope)) return rules.repeat(rotation, tenant)
    return invalidGrant
  }
  if (rules.refreshTokenIsExpired(token)) return invalidGrant
  await rules.beforeRotation(token)
  return rotate(visit, token, scopes, requestedScope)
}

function rotate(
  { rules, tenant }: Visit,
  token: RefreshToken,
  scopes: readonly string[],
  requestedScope: string | undefined,
): IssuedTokens {
  const issued = issueTokens(rules, tenant, token.grant, scopes, token)
  const { accessToken, refreshToken } = issued
  if (refreshToken !== null) {
    token.rotation = { at: Date.now(), requestedScope, accessToken, refreshToken }
    rules.onRotated(token, token.rotation)
  }
  return issued
}
