import type { Id, NewRefreshToken, TokenVerbs } from '@identity-hub/core'
import { REFRESH_TOKEN_COLUMNS, type RefreshTokenRow, toRefreshToken } from '../rows/refresh-tokens.ts'
import { toBlob } from '../rows/values.ts'
import type { Connection } from './connection.ts'
import { inOrder, keysOf, type Numbered } from './numbered.ts'
import { STANDING_COLUMNS, STANDING_TABLES, type StandingWithRightsRow, toStanding } from './standing.ts'
import type { Transaction } from './transactions.ts'

const INSERT = `
  INSERT INTO refresh_tokens (id, tenant_id, token_hash, grant_id, idle_ends_at) VALUES ($1, $2, $3, $4, $5)`

export async function insertRefreshToken(
  db: Transaction,
  tenantId: Id,
  token: NewRefreshToken,
  grantId: Id,
): Promise<void> {
  await db.run(INSERT, token.id, tenantId, toBlob(token.tokenHash), grantId, token.idleEndsAt)
}

const BY_IDS = `
  SELECT q.n, found.*
  FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS q(tenant_id, id, n)
    CROSS JOIN LATERAL (
      SELECT ${REFRESH_TOKEN_COLUMNS}, ${STANDING_COLUMNS}
      FROM refresh_tokens r JOIN grants g ON g.id = r.grant_id AND g.tenant_id = r.tenant_id ${STANDING_TABLES}
      WHERE r.id = q.id AND r.tenant_id = q.tenant_id OFFSET 0) AS found`

type Found = Awaited<ReturnType<TokenVerbs['findRefreshToken']>>
type Row = RefreshTokenRow & StandingWithRightsRow

const toFound = (row: Row): Found => ({ outcome: 'found', token: toRefreshToken(row), standing: toStanding(row) })

export async function findRefreshTokens(
  db: Connection,
  wanted: readonly { readonly tenantId: Id; readonly id: Id }[],
): Promise<Found[]> {
  return inOrder(wanted, await db.all<Numbered<Row>>(BY_IDS, ...keysOf(wanted)), toFound, { outcome: 'unknown' })
}
