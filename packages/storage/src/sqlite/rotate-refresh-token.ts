import type { Id, RotateRefreshToken, RotateRefreshTokenOutcome } from '@identity-hub/core'
import { retryAnswerOf } from '../rows/issued-tokens.ts'
import { explainRotation, type PresentedTokenRow } from '../rows/refresh-tokens.ts'
import { STANDING_COLUMNS } from '../rows/standing.ts'
import { toBlob } from '../rows/values.ts'
import type { Connection } from './connection.ts'
import { writeEvents } from './events.ts'
import { FENCE_HOLDS, fenceValues } from './fence.ts'
import { endGrant } from './grants.ts'
import { eraseAnswer, insertTokens } from './issued-tokens.ts'
import { STANDING_TABLES } from './standing.ts'

/** One use, then a successor; what a later use of the old one means is decided here. RFC 9700 §4.14.2 */
export function rotateRefreshToken(db: Connection, tenantId: Id, input: RotateRefreshToken): RotateRefreshTokenOutcome {
  const outcome = useToken(db, tenantId, input)
  writeEvents(db, tenantId, input.events?.[outcome.outcome])
  return outcome
}

function useToken(db: Connection, tenantId: Id, input: RotateRefreshToken): RotateRefreshTokenOutcome {
  if (rotate(db, tenantId, input)) return { outcome: 'rotated' }
  const { tokenId, tokenHash, fence, now } = input
  const presented = db.one<PresentedTokenRow>(PRESENTED, tenantId, tokenId, toBlob(tokenHash), fence.grantId)
  const outcome = explainRotation(presented, input)
  if (outcome === null) throw new Error('nothing stands against a refresh token that was not rotated')
  if (outcome.outcome === 'reused') endGrant(db, tenantId, fence.grantId, 'refresh_token_reused', now)
  return outcome
}

// An answer is kept until the first review of its row.
const PRESENTED = `
  SELECT r.idle_ends_at AS idleEndsAt, g.tokens_id AS liveTokenId, g.previous_tokens_id AS previousTokenId,
    q.request_hash AS requestHash, q.retry_answer AS retryAnswer, q.review_at AS retryUntil, ${STANDING_COLUMNS}
  FROM issued_tokens r
    JOIN grants g ON g.id = r.grant_id AND g.tenant_id = ?1 ${STANDING_TABLES}
    LEFT JOIN issued_tokens q ON q.id = g.tokens_id AND q.tenant_id = ?1
  WHERE r.id = ?2 AND r.tenant_id = ?1 AND r.refresh_token_hash = ?3 AND r.grant_id = ?4`

// Uses the token by putting its successor in its place, if it is the one that works and the fence holds.
const ROTATE = `
  UPDATE grants AS g
  SET tokens_id = ?11, previous_tokens_id = ?10, tokens_at = ?3, policy_version = ?9,
    access_ends_at = max(g.access_ends_at, ?12)
  WHERE g.tokens_id = ?10 AND ${FENCE_HOLDS}
    AND EXISTS (
      SELECT 1 FROM issued_tokens r
      WHERE r.id = ?10 AND r.tenant_id = ?2 AND r.refresh_token_hash = ?13 AND r.grant_id = ?1 AND r.idle_ends_at > ?3)`

function rotate(db: Connection, tenantId: Id, input: RotateRefreshToken): boolean {
  const { tokenId, fence, tokens, now } = input
  const values = [tokenId, tokens.id, tokens.accessToken.expiresAt, toBlob(input.tokenHash)] as const
  if (db.run(ROTATE, ...fenceValues(tenantId, fence, now), ...values) === 0) return false
  eraseAnswer(db, tenantId, tokenId)
  insertTokens(db, tenantId, fence.grantId, tokens, retryAnswerOf(input))
  return true
}
