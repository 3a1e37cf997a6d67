import type { RotateRefreshToken, RotateRefreshTokenOutcome } from '@identity-hub/core'
import { toJson } from '../rows/values.ts'
import {
  ACCESS_TOKEN_FIELDS,
  accessTokenThere,
  COMMON_FIELDS,
  FENCE_FIELDS,
  FENCE_OF_REQUEST,
  ISSUE_ACCESS_TOKENS,
  type OfTenant,
  toAccessTokenFields,
  toCommonFields,
  toFenceFields,
  WRITE_EVENTS,
} from './batch-fields.ts'
import { createBatch } from './batch.ts'

// A grant that somebody else holds is passed over: its request is looked at alone, and the others do not wait.
const ROTATE = `
  WITH locked AS MATERIALIZED (
    SELECT r.*
    FROM json_to_recordset($1::json) AS r(${FENCE_FIELDS}, ${COMMON_FIELDS}, ${ACCESS_TOKEN_FIELDS},
        "tokenId" text, "tokenHash" text, "successorId" text, "successorHash" text, "idleEndsAt" bigint,
        "requestHash" text, "retryAnswer" text, "retryUntil" bigint)
      CROSS JOIN LATERAL (
        SELECT p.id FROM refresh_tokens p
        WHERE p.id = r."tokenId" AND p.tenant_id = r."tenantId" AND p.token_hash = decode(r."tokenHash", 'hex')
          AND p.grant_id = r."grantId" AND p.idle_ends_at > r.now
        OFFSET 0) AS presented
      CROSS JOIN LATERAL (
        SELECT g.id FROM grants g WHERE g.refresh_token_id = r."tokenId" AND ${FENCE_OF_REQUEST}
        FOR NO KEY UPDATE SKIP LOCKED) AS live
  ), rotated AS (
    UPDATE grants g
    SET (refresh_token_id, previous_token_id, rotated_at, access_ends_at, policy_version) = (
      SELECT l."successorId", l."tokenId", l.now, greatest(g.access_ends_at, l."accessEndsAt"), l."policyVersion"
      FROM locked l WHERE l."grantId" = g.id)
    WHERE g.id = ANY(ARRAY(SELECT l."grantId" FROM locked l))
    RETURNING g.id
  ), won AS MATERIALIZED (
    SELECT l.* FROM locked l JOIN rotated g ON g.id = l."grantId"
  ), erased AS (
    DELETE FROM retry_answers q
    WHERE q.token_id = ANY(ARRAY(SELECT w."tokenId" FROM won w))
      AND q.tenant_id = ANY(ARRAY(SELECT w."tenantId" FROM won w))
  ), access_token AS (${ISSUE_ACCESS_TOKENS}
  ), successor AS (
    INSERT INTO refresh_tokens (id, tenant_id, token_hash, grant_id, idle_ends_at)
    SELECT w."successorId", w."tenantId", decode(w."successorHash", 'hex'), w."grantId", w."idleEndsAt" FROM won w
  ), answer AS (
    INSERT INTO retry_answers (token_id, tenant_id, request_hash, sealed_answer, retry_until)
    SELECT w."successorId", w."tenantId", decode(w."requestHash", 'hex'), decode(w."retryAnswer", 'base64'),
      w."retryUntil"
    FROM won w WHERE w."retryUntil" IS NOT NULL
  ), event AS (${WRITE_EVENTS}
  )
  SELECT w.n FROM won w`

function toFields(input: RotateRefreshToken & OfTenant, n: number): object {
  const { retryAnswer, retryWindowSeconds, now } = input
  const mayRetry = retryWindowSeconds > 0
  return {
    ...toCommonFields(n, input, now, input.events?.rotated),
    ...toFenceFields(input.fence),
    ...toAccessTokenFields(input.accessToken),
    tokenId: input.tokenId,
    tokenHash: input.tokenHash,
    successorId: input.successor.id,
    successorHash: input.successor.tokenHash,
    idleEndsAt: input.successor.idleEndsAt,
    requestHash: input.requestHash,
    retryAnswer: mayRetry ? Buffer.from(retryAnswer).toString('base64') : null,
    retryUntil: mayRetry ? now + retryWindowSeconds * 1000 : null,
  }
}

/** Rotates those of the tokens that nothing stands against; null: not this one. */
export const rotateRefreshTokens = createBatch<RotateRefreshToken & OfTenant, RotateRefreshTokenOutcome>({
  sql: ROTATE,
  // Everybody locks in the order of the grants.
  order: ({ fence }) => fence.grantId,
  toParameter: (inputs) => toJson(inputs.map(toFields)),
  success: { outcome: 'rotated' },
  ...accessTokenThere,
})
