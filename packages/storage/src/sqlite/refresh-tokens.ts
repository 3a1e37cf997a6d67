import type { Id, NewRefreshToken, TokenVerbs } from '@identity-hub/core'
import { REFRESH_TOKEN_COLUMNS, type RefreshTokenRow, toRefreshToken } from '../rows/refresh-tokens.ts'
import { toBlob } from '../rows/values.ts'
import type { Connection } from './connection.ts'
import { STANDING_COLUMNS, STANDING_TABLES, type StandingWithRightsRow, toStanding } from './standing.ts'

const INSERT = `
  INSERT INTO refresh_tokens (id, tenant_id, token_hash, grant_id, idle_ends_at) VALUES (?1, ?2, ?3, ?4, ?5)`

export function insertRefreshToken(db: Connection, tenantId: Id, token: NewRefreshToken, grantId: Id): void {
  db.run(INSERT, token.id, tenantId, toBlob(token.tokenHash), grantId, token.idleEndsAt)
}

const BY_ID = `
  SELECT ${REFRESH_TOKEN_COLUMNS}, ${STANDING_COLUMNS}
  FROM refresh_tokens r JOIN grants g ON g.id = r.grant_id AND g.tenant_id = ?1 ${STANDING_TABLES}
  WHERE r.id = ?2 AND r.tenant_id = ?1`

export function findRefreshToken(
  db: Connection,
  tenantId: Id,
  id: Id,
): Awaited<ReturnType<TokenVerbs['findRefreshToken']>> {
  const row = db.one<RefreshTokenRow & StandingWithRightsRow>(BY_ID, tenantId, id)
  if (row === undefined) return { outcome: 'unknown' }
  return { outcome: 'found', token: toRefreshToken(row), standing: toStanding(row) }
}
