import type { RotateRefreshToken, RotateRefreshTokenOutcome } from '@identity-hub/core'
import { retryAnswerOf } from '../rows/issued-tokens.ts'
import { toJson } from '../rows/values.ts'
import {
  COMMON_FIELDS,
  FENCE_FIELDS,
  FENCE_OF_REQUEST,
  ISSUE_TOKENS,
  type OfTenant,
  toCommonFields,
  toFenceFields,
  TOKEN_FIELDS,
  TOKENS_THERE,
  toTokenFields,
  WRITE_EVENTS,
} from './batch-fields.ts'
import { createBatch } from './batch.ts'

// A grant that somebody else holds is passed over: its request is looked at alone, and the others do not wait.
const ROTATE = `
  WITH locked AS MATERIALIZED (
    SELECT r.*
    FROM json_to_recordset($1::json) AS r(${FENCE_FIELDS}, ${COMMON_FIELDS}, ${TOKEN_FIELDS},
        "tokenId" text, "tokenHash" text)
      CROSS JOIN LATERAL (
        SELECT p.id FROM issued_tokens p
        WHERE p.id = r."tokenId" AND p.tenant_id = r."tenantId"
          AND p.refresh_token_hash = decode(r."tokenHash", 'hex') AND p.grant_id = r."grantId" AND p.idle_ends_at > r.now
        OFFSET 0) AS presented
      CROSS JOIN LATERAL (
        SELECT g.id FROM grants g WHERE g.tokens_id = r."tokenId" AND ${FENCE_OF_REQUEST}
        FOR NO KEY UPDATE SKIP LOCKED) AS live
  ), rotated AS (
    UPDATE grants g
    SET (tokens_id, previous_tokens_id, tokens_at, access_ends_at, policy_version) = (
      SELECT l."tokensId", l."tokenId", l.now, greatest(g.access_ends_at, l."accessEndsAt"), l."policyVersion"
      FROM locked l WHERE l."grantId" = g.id)
    WHERE g.id = ANY(ARRAY(SELECT l."grantId" FROM locked l))
    RETURNING g.id
  ), won AS MATERIALIZED (
    SELECT l.* FROM locked l JOIN rotated g ON g.id = l."grantId"
  ), erased AS (
    UPDATE issued_tokens q SET request_hash = NULL, retry_answer = NULL
    WHERE q.id = ANY(ARRAY(SELECT w."tokenId" FROM won w)) AND q.retry_answer IS NOT NULL
  ), tokens AS (${ISSUE_TOKENS}
  ), event AS (${WRITE_EVENTS}
  )
  SELECT w.n FROM won w`

const toFields = (input: RotateRefreshToken & OfTenant, n: number): object => ({
  ...toCommonFields(n, input, input.now, input.events?.rotated),
  ...toFenceFields(input.fence),
  ...toTokenFields(input.tokens, retryAnswerOf(input)),
  tokenId: input.tokenId,
  tokenHash: input.tokenHash,
})

/** Rotates those of the tokens that nothing stands against; null: not this one. */
export const rotateRefreshTokens = createBatch<RotateRefreshToken & OfTenant, RotateRefreshTokenOutcome>({
  sql: ROTATE,
  // Everybody locks in the order of the grants.
  order: ({ fence }) => fence.grantId,
  toParameter: (inputs) => toJson(inputs.map(toFields)),
  success: { outcome: 'rotated' },
  idOf: ({ tokens }) => tokens.id,
  idsThere: TOKENS_THERE,
})
