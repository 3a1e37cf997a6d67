import type { FindAccessTokenOutcome, Id } from '@identity-hub/core'
import {
  ACCESS_TOKEN_COLUMNS,
  type AccessTokenRow,
  appTokenDeadReason,
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
      SELECT ${ACCESS_TOKEN_COLUMNS}, k.client_epoch AS "issuedClientEpoch", k.tenant_epoch AS "issuedTenantEpoch",
        c.status AS "clientStatus", c.epoch AS "clientEpoch", t.status AS "tenantStatus", t.epoch AS "tenantEpoch"
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
type AppRow = AccessTokenRow & AppTokenRow

const ofGrant = (row: GrantedRow): FindAccessTokenOutcome => ({
  outcome: 'found',
  token: toAccessToken(row),
  standing: { ...toStanding(row), account: toAccount(row) },
  dead: revokedReason(row),
})

const ofClient = (row: AppRow): FindAccessTokenOutcome => ({
  outcome: 'found',
  token: toAccessToken(row),
  standing: null,
  dead: revokedReason(row) ?? appTokenDeadReason(row),
})

export async function findAccessTokens(db: Connection, wanted: readonly Wanted[]): Promise<FindAccessTokenOutcome[]> {
  const columns = [...keysOf(wanted), wanted.map(({ tokenHash }) => toBlob(tokenHash))] as const
  const unknown: FindAccessTokenOutcome = { outcome: 'unknown' }
  const granted = await db.all<Numbered<GrantedRow>>(OF_GRANTS, ...columns)
  const found = inOrder(wanted, granted, ofGrant, unknown)
  if (granted.length === wanted.length) return found
  const own = inOrder(wanted, await db.all<Numbered<AppRow>>(OF_CLIENTS, ...columns), ofClient, unknown)
  return found.map((outcome, at) => (outcome === unknown ? (own[at] ?? unknown) : outcome))
}
