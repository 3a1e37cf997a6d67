import type { Client, DeadReason, FindAccessTokenOutcome, Id, Tenant } from '@identity-hub/core'
import type { ClientRevision } from '../client-cache.ts'
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

/** What a token `k` from client credentials was issued under, and how its client `c` and tenant `t` are now. */
export const APP_TOKEN_COLUMNS = `
  k.client_epoch AS "issuedClientEpoch", k.tenant_epoch AS "issuedTenantEpoch", c.status AS "clientStatus",
  c.epoch AS "clientEpoch", c.revision AS "clientRevision", t.status AS "tenantStatus", t.epoch AS "tenantEpoch"`

export interface AppTokenRow extends AccessTokenRow {
  readonly issuedClientEpoch: number
  readonly issuedTenantEpoch: number
  readonly clientStatus: Client['status']
  readonly clientEpoch: number
  readonly clientRevision: number
  readonly tenantStatus: Tenant['status']
  readonly tenantEpoch: number
}

function appTokenDeadReason(row: AppTokenRow): DeadReason | null {
  if (row.expiresAt === REVOKED) return 'revoked_by_client'
  if (row.tenantStatus !== 'open' || row.tenantEpoch !== row.issuedTenantEpoch) return 'tenant_changed'
  if (row.clientStatus !== 'active') return 'client_disabled'
  return row.clientEpoch === row.issuedClientEpoch ? null : 'client_changed'
}

type AppToken = Extract<FindAccessTokenOutcome, { outcome: 'found' }>

/** Which client's scopes an app token is then judged by; null: it is dead, whatever those are. */
export const clientOfAppToken = (row: AppTokenRow): ClientRevision | null =>
  appTokenDeadReason(row) === null
    ? { id: row.client, status: row.clientStatus, epoch: row.clientEpoch, revision: row.clientRevision }
    : null

/** @param client as it is now; null: the token is dead, or the client was deleted in this moment */
export const toAppToken = (row: AppTokenRow, client: Client | null): AppToken => ({
  outcome: 'found',
  token: toAccessToken(row),
  standing: null,
  clientScopes: client?.scopes.map(({ name }) => name) ?? null,
  dead: appTokenDeadReason(row) ?? (client === null ? 'client_disabled' : null),
})
