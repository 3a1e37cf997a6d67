import type { Id, RotateRefreshToken, RotateRefreshTokenOutcome } from '@identity-hub/core'
import { explainRotation, type PresentedTokenRow } from '../rows/refresh-tokens.ts'
import { STANDING_COLUMNS } from '../rows/standing.ts'
import { toBlob } from '../rows/values.ts'
import { insertAccessToken } from './access-tokens.ts'
import type { Connection } from './connection.ts'
import { writeEvents } from './events.ts'
import { FENCE_HOLDS, fenceValues } from './fence.ts'
import { endGrant, lockGrant } from './grants.ts'
import { insertRefreshToken } from './refresh-tokens.ts'
import { eraseAnswer, keepAnswer } from './retry-answers.ts'
import { STANDING_TABLES } from './standing.ts'
import type { Transaction } from './transactions.ts'

/** One use, then a successor; what a later use of the old one means is decided here. RFC 9700 §4.14.2 */
export async function rotateRefreshToken(
  db: Transaction,
  tenantId: Id,
  input: RotateRefreshToken,
): Promise<RotateRefreshTokenOutcome> {
  await lockGrant(db, tenantId, input.fence.grantId)
  const outcome = await useToken(db, tenantId, input)
  await writeEvents(db, tenantId, input.events?.[outcome.outcome])
  return outcome
}

async function useToken(db: Transaction, tenantId: Id, input: RotateRefreshToken): Promise<RotateRefreshTokenOutcome> {
  if (await rotate(db, tenantId, input)) return { outcome: 'rotated' }
  const outcome = (await explainRefusedRotation(db, tenantId, input)) ?? { outcome: 'stale' }
  if (outcome.outcome === 'reused') await endGrant(db, tenantId, input.fence.grantId, 'refresh_token_reused', input.now)
  return outcome
}

const PRESENTED = `
  SELECT r.idle_ends_at AS "idleEndsAt", g.refresh_token_id AS "liveTokenId", g.previous_token_id AS "previousTokenId",
    q.request_hash AS "requestHash", q.sealed_answer AS "retryAnswer", q.retry_until AS "retryUntil",
    ${STANDING_COLUMNS}
  FROM refresh_tokens r
    JOIN grants g ON g.id = r.grant_id AND g.tenant_id = r.tenant_id ${STANDING_TABLES}
    LEFT JOIN retry_answers q ON q.token_id = g.refresh_token_id AND q.tenant_id = g.tenant_id
  WHERE r.id = $2 AND r.tenant_id = $1 AND r.token_hash = $3 AND r.grant_id = $4`

/** Why the token is not rotated; null: nothing stands against it. Nothing is written. */
export async function explainRefusedRotation(
  db: Connection,
  tenantId: Id,
  input: RotateRefreshToken,
): Promise<RotateRefreshTokenOutcome | null> {
  const values = [tenantId, input.tokenId, toBlob(input.tokenHash), input.fence.grantId] as const
  return explainRotation(await db.one<PresentedTokenRow>(PRESENTED, ...values), input)
}

// Uses the token by putting its successor in its place, if it is the one that works and the fence holds.
const ROTATE = `
  UPDATE grants AS g
  SET refresh_token_id = $11, previous_token_id = $10, rotated_at = $3, policy_version = $9,
    access_ends_at = greatest(g.access_ends_at, $12)
  WHERE g.refresh_token_id = $10 AND ${FENCE_HOLDS}
    AND EXISTS (
      SELECT 1 FROM refresh_tokens r
      WHERE r.id = $10 AND r.tenant_id = $2 AND r.token_hash = $13 AND r.grant_id = $1 AND r.idle_ends_at > $3)`

async function rotate(db: Transaction, tenantId: Id, input: RotateRefreshToken): Promise<boolean> {
  const { tokenId, fence, accessToken, successor, requestHash, retryAnswer, retryWindowSeconds, now } = input
  const values = [tokenId, successor.id, accessToken.expiresAt, toBlob(input.tokenHash)] as const
  if ((await db.run(ROTATE, ...fenceValues(tenantId, fence, now), ...values)) === 0) return false
  await eraseAnswer(db, tenantId, tokenId)
  await insertAccessToken(db, tenantId, accessToken, { grantId: fence.grantId, client: fence.client })
  await insertRefreshToken(db, tenantId, successor, fence.grantId)
  const retryUntil = now + retryWindowSeconds * 1000
  if (retryWindowSeconds > 0) await keepAnswer(db, tenantId, successor.id, { requestHash, retryAnswer, retryUntil })
  return true
}
