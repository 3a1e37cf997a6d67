import type { Id, RotateRefreshToken, RotateRefreshTokenOutcome } from '@identity-hub/core'
import { insertAccessToken } from './access-tokens.ts'
import type { Connection } from './connection.ts'
import { writeEvents } from './events.ts'
import { FENCE_HOLDS, fenceValues } from './fence.ts'
import { endGrant } from './grants.ts'
import { insertRefreshToken } from './refresh-tokens.ts'
import { eraseAnswer, keepAnswer, readAnswer } from './retry-answers.ts'
import { explainFence } from './standing.ts'
import { toBlob } from './values.ts'

/** One use, then a successor; what a later use of the old one means is decided here. RFC 9700 §4.14.2 */
export function rotateRefreshToken(db: Connection, tenantId: Id, input: RotateRefreshToken): RotateRefreshTokenOutcome {
  const outcome = useToken(db, tenantId, input)
  writeEvents(db, tenantId, input.events?.[outcome.outcome])
  return outcome
}

const TOKEN = `
  SELECT idle_ends_at AS idleEndsAt FROM refresh_tokens
  WHERE id = ?1 AND tenant_id = ?2 AND token_hash = ?3 AND grant_id = ?4`

function useToken(db: Connection, tenantId: Id, input: RotateRefreshToken): RotateRefreshTokenOutcome {
  const { tokenId, fence, now } = input
  const token = db.one<{ idleEndsAt: number }>(TOKEN, tokenId, tenantId, toBlob(input.tokenHash), fence.grantId)
  if (token === undefined) return { outcome: 'unknown' }
  if (token.idleEndsAt > now && rotate(db, tenantId, input)) return { outcome: 'rotated' }

  // Dead before repeat: a block inside the retry window wins.
  const standing = explainFence(db, tenantId, fence, now)
  if (standing === null) return { outcome: 'unknown' }
  if (standing.dead === 'grant_expired') return { outcome: 'expired', end: 'absolute' }
  if (standing.dead !== null) return { outcome: 'dead', reason: standing.dead }
  if (standing.stale) return { outcome: 'stale' }

  const retry = checkRetry(db, tenantId, input)
  if (retry !== null) return retry
  if (token.idleEndsAt <= now) return { outcome: 'expired', end: 'idle' }
  endGrant(db, tenantId, fence.grantId, 'refresh_token_reused', now)
  return { outcome: 'reused' }
}

const FAMILY = `
  SELECT refresh_token_id AS liveTokenId, previous_token_id AS previousTokenId FROM grants
  WHERE id = ?1 AND tenant_id = ?2`

// The answer is there only while the token is the immediate predecessor of one that was not used yet.
function checkRetry(db: Connection, tenantId: Id, input: RotateRefreshToken): RotateRefreshTokenOutcome | null {
  const family = db.one<{ liveTokenId: Id | null; previousTokenId: Id | null }>(FAMILY, input.fence.grantId, tenantId)
  if (family === undefined || family.liveTokenId === null || family.previousTokenId !== input.tokenId) return null
  const answer = readAnswer(db, tenantId, family.liveTokenId)
  if (answer === null || answer.retryUntil <= input.now) return null
  if (answer.requestHash !== input.requestHash) return { outcome: 'repeat-differs' }
  return { outcome: 'repeat', sealedAnswer: answer.sealedAnswer }
}

// Uses the token by putting its successor in its place, if it is the one that works and the fence holds.
const ROTATE = `
  UPDATE grants AS g
  SET refresh_token_id = ?11, previous_token_id = ?10, rotated_at = ?3, policy_version = ?9,
    access_ends_at = max(coalesce(g.access_ends_at, 0), ?12)
  WHERE g.refresh_token_id = ?10 AND ${FENCE_HOLDS}`

function rotate(db: Connection, tenantId: Id, input: RotateRefreshToken): boolean {
  const { tokenId, fence, accessToken, successor, requestHash, sealedAnswer, retryWindowSeconds, now } = input
  const values = fenceValues(tenantId, fence, now)
  if (db.run(ROTATE, ...values, tokenId, successor.id, accessToken.expiresAt) === 0) return false
  eraseAnswer(db, tenantId, tokenId)
  insertAccessToken(db, tenantId, accessToken, fence)
  insertRefreshToken(db, tenantId, successor, fence.grantId)
  if (retryWindowSeconds > 0)
    keepAnswer(db, tenantId, successor.id, { requestHash, sealedAnswer, retryUntil: now + retryWindowSeconds * 1000 })
  return true
}
