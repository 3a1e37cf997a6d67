import type { Id, NewRefreshToken, RefreshToken, TokenVerbs } from '@identity-hub/core'
import type { Connection } from './connection.ts'
import { STANDING_COLUMNS, STANDING_TABLES, type StandingRow, toStanding } from './standing.ts'
import { fromBlob, toBlob } from './values.ts'

const INSERT = `
  INSERT INTO refresh_tokens (id, tenant_id, token_hash, grant_id, idle_ends_at) VALUES (?1, ?2, ?3, ?4, ?5)`

export function insertRefreshToken(db: Connection, tenantId: Id, token: NewRefreshToken, grantId: Id): void {
  db.run(INSERT, token.id, tenantId, toBlob(token.tokenHash), grantId, token.idleEndsAt)
}

interface TokenRow extends StandingRow {
  readonly id: Id
  readonly tokenHash: Uint8Array
  readonly idleEndsAt: number
  readonly liveTokenId: Id | null
  readonly previousTokenId: Id | null
  readonly rotatedAt: number | null
}

const BY_ID = `
  SELECT r.id, r.token_hash AS tokenHash, r.idle_ends_at AS idleEndsAt, g.refresh_token_id AS liveTokenId,
    g.previous_token_id AS previousTokenId, g.rotated_at AS rotatedAt, ${STANDING_COLUMNS}
  FROM refresh_tokens r JOIN grants g ON g.id = r.grant_id AND g.tenant_id = ?1 ${STANDING_TABLES}
  WHERE r.id = ?2 AND r.tenant_id = ?1`

export function findRefreshToken(
  db: Connection,
  tenantId: Id,
  id: Id,
): Awaited<ReturnType<TokenVerbs['findRefreshToken']>> {
  const row = db.one<TokenRow>(BY_ID, tenantId, id)
  if (row === undefined) return { outcome: 'unknown' }
  const isLive = row.id === row.liveTokenId
  const token: RefreshToken = {
    id: row.id,
    tokenHash: fromBlob(row.tokenHash),
    grantId: row.grantId,
    parentId: isLive ? row.previousTokenId : null,
    idleEndsAt: row.idleEndsAt,
    // Of one that was used long ago, only the latest moment is known at which that can have been.
    usedAt: isLive ? null : (row.rotatedAt ?? 0),
  }
  return { outcome: 'found', token, standing: toStanding(db, tenantId, row) }
}
