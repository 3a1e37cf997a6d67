import type { IssuedTokens } from '../protocol/issued-tokens.ts'
import type { Client, RefreshToken, Rotation } from '../state/records.ts'
import type { Tenant } from '../state/tenant.ts'

export const refreshRules = {
  refreshTokenIsOfClient(token: RefreshToken, client: Client): boolean {
    return token.grant.client.clientId === client.clientId
  },

  refreshTokenIsExpired(token: RefreshToken): boolean {
    return Date.now() >= Math.min(token.expiresAt, token.grant.endsAt)
  },

  /** Whether a used token may get its answer once more. */
  mayRepeat(client: Client, rotation: Rotation): boolean {
    return this.isInRetryWindow(client, rotation) && !this.successorWasUsed(rotation)
  },

  isInRetryWindow(client: Client, rotation: Rotation): boolean {
    return Date.now() < rotation.at + client.lifetimes.retryWindowSeconds * 1000
  },

  successorWasUsed(rotation: Rotation): boolean {
    return rotation.refreshToken.rotation !== null
  },

  /** A retry is the same request. */
  isSameRequest(rotation: Rotation, scope: string | undefined): boolean {
    return rotation.requestedScope === scope
  },

  repeat(rotation: Rotation, _tenant: Tenant): IssuedTokens {
    return rotation
  },

  /** Somebody has a token that was retired: the whole family ends. RFC 9700 §4.14.2 */
  onReuse(token: RefreshToken, _tenant: Tenant): void {
    token.grant.revoked = true
  },

  /** Time between the check of a token and its rotation: none. */
  async beforeRotation(_token: RefreshToken): Promise<void> {},

  /** A narrower refresh narrows its own access token; never a wider one. RFC 6749 §6 */
  refreshScope(granted: readonly string[], asked: readonly string[], _token: RefreshToken): readonly string[] | null {
    return asked.every((scope) => granted.includes(scope)) ? asked : null
  },

  onRotated(_token: RefreshToken, _rotation: Rotation): void {},
}
