import type { Id, TokenVerbs } from '@identity-hub/core'
import { REFRESH_TOKEN_COLUMNS, type RefreshTokenRow, toRefreshToken } from '../rows/refresh-tokens.ts'
import type { Connection } from './connection.ts'
import { STANDING_COLUMNS, STANDING_TABLES, type StandingWithRightsRow, toStanding } from './standing.ts'

const BY_ID = `
  SELECT ${REFRESH_TOKEN_COLUMNS}, ${STANDING_COLUMNS}
  FROM issued_tokens r JOIN grants g ON g.id = r.grant_id AND g.tenant_id = ?1 ${STANDING_TABLES}
  WHERE r.id = ?2 AND r.tenant_id = ?1 AND r.refresh_token_hash IS NOT NULL`

export function findRefreshToken(
  db: Connection,
  tenantId: Id,
  id: Id,
): Awaited<ReturnType<TokenVerbs['findRefreshToken']>> {
  const row = db.one<RefreshTokenRow & StandingWithRightsRow>(BY_ID, tenantId, id)
  if (row === undefined) return { outcome: 'unknown' }
  return { outcome: 'found', token: toRefreshToken(row), standing: toStanding(row) }
}
