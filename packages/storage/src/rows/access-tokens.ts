import type { Client, DeadReason, FindAccessTokenOutcome, Id, Tenant } from '@identity-hub/core'
import { fromList, fromScopes } from './values.ts'

/** What an access token rests on. */
export type Origin =
  | { readonly grantId: Id; readonly client: Id }
  /** From client credentials: rests on the client alone. */
  | { readonly grantId: null; readonly client: Id; readonly clientEpoch: number; readonly tenantEpoch: number }

/** The columns of an access token `k` and its client `c`. */
export const ACCESS_TOKEN_COLUMNS = `
  k.id, k.scopes AS "tokenScopes", k.audience AS "tokenAudience", k.expires_at AS "expiresAt", k.client,
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
