import type { Id, RefreshToken, RotateRefreshToken, RotateRefreshTokenOutcome } from '@identity-hub/core'
import { explainStanding, type StandingRow } from './standing.ts'
import { fromBlob } from './values.ts'

/** The columns of a refresh token `r` and of its family, which its grant `g` keeps. */
export const REFRESH_TOKEN_COLUMNS = `
  r.id, r.refresh_token_hash AS "tokenHash", r.idle_ends_at AS "idleEndsAt", g.tokens_id AS "liveTokenId",
  g.previous_tokens_id AS "previousTokenId", g.tokens_at AS "rotatedAt"`

export interface RefreshTokenRow extends StandingRow {
  readonly id: Id
  readonly tokenHash: Uint8Array
  readonly idleEndsAt: number
  readonly liveTokenId: Id
  /** The grant's own id, while there is none. */
  readonly previousTokenId: Id
  readonly rotatedAt: number
}

export function toRefreshToken(row: RefreshTokenRow): RefreshToken {
  const isLive = row.id === row.liveTokenId
  return {
    id: row.id,
    tokenHash: fromBlob(row.tokenHash),
    grantId: row.grantId,
    parentId: isLive && row.previousTokenId !== row.grantId ? row.previousTokenId : null,
    idleEndsAt: row.idleEndsAt,
    // Of one that was used long ago, only the latest moment is known at which that can have been.
    usedAt: isLive ? null : row.rotatedAt,
  }
}

/** A presented token, its family, and what handed out the family's live token, if that can still be repeated. */
export interface PresentedTokenRow extends StandingRow {
  readonly idleEndsAt: number
  readonly liveTokenId: Id
  readonly previousTokenId: Id
  readonly requestHash: Uint8Array | null
  readonly retryAnswer: Uint8Array | null
  readonly retryUntil: number | null
}

/**
 * What becomes of a presented token; null: it is the one of its family that works, and may be rotated. `reused` is the
 * caller's to make true: the grant is to be ended.
 */
export function explainRotation(
  row: PresentedTokenRow | undefined,
  input: RotateRefreshToken,
): RotateRefreshTokenOutcome | null {
  const { fence, now } = input
  // Dead before repeat: a block inside the retry window wins.
  const standing = explainStanding(row, fence, now)
  if (row === undefined || standing === null) return { outcome: 'unknown' }
  if (standing.dead === 'grant_expired') return { outcome: 'expired', end: 'absolute' }
  if (standing.dead !== null) return { outcome: 'dead', reason: standing.dead }
  if (standing.stale) return { outcome: 'stale' }

  const retry = checkRetry(row, input)
  if (retry !== null) return retry
  if (row.idleEndsAt <= now) return { outcome: 'expired', end: 'idle' }
  return row.liveTokenId === input.tokenId ? null : { outcome: 'reused' }
}

// The answer is there only while the token is the immediate predecessor of one that was not used yet.
function checkRetry(row: PresentedTokenRow, input: RotateRefreshToken): RotateRefreshTokenOutcome | null {
  const { requestHash, retryAnswer, retryUntil } = row
  if (row.previousTokenId !== input.tokenId || requestHash === null || retryAnswer === null) return null
  if (retryUntil === null || retryUntil <= input.now) return null
  return fromBlob(requestHash) === input.requestHash
    ? { outcome: 'repeat', retryAnswer }
    : { outcome: 'repeat-differs' }
}
