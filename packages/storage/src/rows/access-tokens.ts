import type { Client, DeadReason, FindAccessTokenOutcome, Id, Tenant } from '@identity-hub/core'
import { fromList, fromScopes } from './values.ts'

/** The columns of an access token `k` and its client `c`. */
export const ACCESS_TOKEN_COLUMNS = `
  k.id, k.scopes AS "tokenScopes", k.audience AS "tokenAudience", k.access_ends_at AS "expiresAt", c.id AS client,
  c.client_id AS "clientId"`

export interface AccessTokenRow {
  readonly id: Id
  readonly tokenScopes: string
  readonly tokenAudience: string | null
  readonly expiresAt: number
  readonly client: Id
  readonly clientId: string
}

export const toAccessToken = (row: AccessTokenRow): Extract<FindAccessTokenOutcome, { outcome: 'found' }>['token'] => ({
  id: row.id,
  scopes: fromScopes(row.tokenScopes),
  audience: fromList(row.tokenAudience),
  expiresAt: row.expiresAt,
  client: row.client,
  clientId: row.clientId,
})

/** The end of a token that was revoked: before every instant, whatever a replica's clock says. */
export const REVOKED = 0

export const revokedReason = ({ expiresAt }: Pick<AccessTokenRow, 'expiresAt'>): DeadReason | null =>
  expiresAt === REVOKED ? 'revoked_by_client' : null

/** What a token from client credentials was issued under, and how that is now. */
export interface AppTokenRow {
  readonly issuedClientEpoch: number
  readonly issuedTenantEpoch: number
  readonly clientStatus: Client['status']
  readonly clientEpoch: number
  readonly tenantStatus: Tenant['status']
  readonly tenantEpoch: number
}

export function appTokenDeadReason(row: AppTokenRow): DeadReason | null {
  if (row.tenantStatus !== 'open' || row.tenantEpoch !== row.issuedTenantEpoch) return 'tenant_changed'
  if (row.clientStatus !== 'active') return 'client_disabled'
  return row.clientEpoch === row.issuedClientEpoch ? null : 'client_changed'
}
