import type { FindAccessTokenOutcome, Id } from '@identity-hub/core'
import {
  ACCESS_TOKEN_COLUMNS,
  type AccessTokenRow,
  APP_TOKEN_COLUMNS,
  type AppTokenRow,
  revokedReason,
  toAccessToken,
} from '../rows/access-tokens.ts'
import { type AccountRow, PROFILE_COLUMNS, toAccount } from '../rows/accounts.ts'
import { toBlob } from '../rows/values.ts'
import type { Connection } from './connection.ts'
import { inOrder, keysOf, type Numbered } from './numbered.ts'
import { STANDING_COLUMNS, STANDING_TABLES, type StandingWithRightsRow, toStanding } from './standing.ts'

const WANTED = 'unnest($1::text[], $2::text[], $3::bytea[]) WITH ORDINALITY AS q(tenant_id, id, token_hash, n)'
const IS_WANTED = 'k.id = q.id AND k.tenant_id = q.tenant_id AND k.access_token_hash = q.token_hash'

const OF_GRANTS = `
  SELECT q.n, found.* FROM ${WANTED}
    CROSS JOIN LATERAL (
      SELECT ${ACCESS_TOKEN_COLUMNS}, ${PROFILE_COLUMNS}, ${STANDING_COLUMNS}
      FROM issued_tokens k JOIN grants g ON g.id = k.grant_id AND g.tenant_id = k.tenant_id ${STANDING_TABLES}
      WHERE ${IS_WANTED} OFFSET 0) AS found`
const OF_CLIENTS = `
  SELECT q.n, found.* FROM ${WANTED}
    CROSS JOIN LATERAL (
      SELECT ${ACCESS_TOKEN_COLUMNS}, ${APP_TOKEN_COLUMNS}
      FROM issued_tokens k
        JOIN clients c ON c.id = k.client AND c.tenant_id || '' = k.tenant_id
        JOIN tenants t ON t.id = k.tenant_id
      WHERE ${IS_WANTED} AND k.grant_id IS NULL OFFSET 0) AS found`

interface Wanted {
  readonly tenantId: Id
  readonly id: Id
  readonly tokenHash: string
}

type GrantedRow = AccessTokenRow & AccountRow & StandingWithRightsRow

/** `app`: the client is to be looked at, too. */
export type FoundAccessToken = FindAccessTokenOutcome | { readonly outcome: 'app'; readonly row: AppTokenRow }

const ofGrant = (row: GrantedRow): FoundAccessToken => ({
  outcome: 'found',
  token: toAccessToken(row),
  standing: { ...toStanding(row), account: toAccount(row) },
  clientScopes: null,
  dead: revokedReason(row),
})

const ofClient = (row: AppTokenRow): FoundAccessToken => ({ outcome: 'app', row })

export async function findAccessTokens(db: Connection, wanted: readonly Wanted[]): Promise<FoundAccessToken[]> {
  const columns = [...keysOf(wanted), wanted.map(({ tokenHash }) => toBlob(tokenHash))] as const
  const unknown: FoundAccessToken = { outcome: 'unknown' }
  const granted = await db.all<Numbered<GrantedRow>>(OF_GRANTS, ...columns)
  const found = inOrder(wanted, granted, ofGrant, unknown)
  if (granted.length === wanted.length) return found
  const own = inOrder(wanted, await db.all<Numbered<AppTokenRow>>(OF_CLIENTS, ...columns), ofClient, unknown)
  return found.map((outcome, at) => (outcome === unknown ? (own[at] ?? unknown) : outcome))
}
