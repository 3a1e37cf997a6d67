import type { Id, TokenVerbs } from '@identity-hub/core'
import { REFRESH_TOKEN_COLUMNS, type RefreshTokenRow, toRefreshToken } from '../rows/refresh-tokens.ts'
import type { Connection } from './connection.ts'
import { inOrder, keysOf, type Numbered } from './numbered.ts'
import { STANDING_COLUMNS, STANDING_TABLES, type StandingWithRightsRow, toStanding } from './standing.ts'

const BY_IDS = `
  SELECT q.n, found.*
  FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS q(tenant_id, id, n)
    CROSS JOIN LATERAL (
      SELECT ${REFRESH_TOKEN_COLUMNS}, ${STANDING_COLUMNS}
      FROM issued_tokens r JOIN grants g ON g.id = r.grant_id AND g.tenant_id = r.tenant_id ${STANDING_TABLES}
      WHERE r.id = q.id AND r.tenant_id = q.tenant_id AND r.refresh_token_hash IS NOT NULL OFFSET 0) AS found`

type Found = Awaited<ReturnType<TokenVerbs['findRefreshToken']>>
type Row = RefreshTokenRow & StandingWithRightsRow

const toFound = (row: Row): Found => ({ outcome: 'found', token: toRefreshToken(row), standing: toStanding(row) })

export async function findRefreshTokens(
  db: Connection,
  wanted: readonly { readonly tenantId: Id; readonly id: Id }[],
): Promise<Found[]> {
  return inOrder(wanted, await db.all<Numbered<Row>>(BY_IDS, ...keysOf(wanted)), toFound, { outcome: 'unknown' })
}
