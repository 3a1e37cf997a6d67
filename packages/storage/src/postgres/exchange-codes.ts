import type { ExchangeCode, ExchangeCodeOutcome } from '@identity-hub/core'
import { CODE_UNUSED, MAX_FAILURES } from '../rows/authorization-codes.ts'
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
const EXCHANGE = `
  WITH locked AS MATERIALIZED (
    SELECT r.*
    FROM json_to_recordset($1::json) AS r(${FENCE_FIELDS}, ${COMMON_FIELDS}, ${TOKEN_FIELDS}, "codeHash" text)
      CROSS JOIN LATERAL (
        SELECT g.id FROM grants g
        WHERE g.code_hash = decode(r."codeHash", 'hex') AND ${CODE_UNUSED} AND g.code_failures < ${MAX_FAILURES}
          AND g.code_ends_at > r.now AND ${FENCE_OF_REQUEST}
        FOR NO KEY UPDATE SKIP LOCKED) AS live
  ), used AS (
    UPDATE grants g
    SET (tokens_id, tokens_at, access_ends_at, policy_version) = (
      SELECT l."tokensId", l.now, l."accessEndsAt", l."policyVersion" FROM locked l WHERE l."grantId" = g.id)
    WHERE g.id = ANY(ARRAY(SELECT l."grantId" FROM locked l)) AND ${CODE_UNUSED}
    RETURNING g.id
  ), won AS MATERIALIZED (
    SELECT l.* FROM locked l JOIN used u ON u.id = l."grantId"
  ), tokens AS (${ISSUE_TOKENS}
  ), event AS (${WRITE_EVENTS}
  )
  SELECT w.n FROM won w`

const toFields = (input: ExchangeCode & OfTenant, n: number): object => ({
  ...toCommonFields(n, input, input.now, input.events?.exchanged),
  ...toFenceFields(input.fence),
  ...toTokenFields(input.tokens, null),
  codeHash: input.codeHash,
})

/** Exchanges those of the codes that nothing stands against; null: not this one. */
export const exchangeCodes = createBatch<ExchangeCode & OfTenant, ExchangeCodeOutcome>({
  sql: EXCHANGE,
  // Everybody locks in the order of the grants.
  order: ({ fence }) => fence.grantId,
  toParameter: (inputs) => toJson(inputs.map(toFields)),
  success: { outcome: 'exchanged' },
  idOf: ({ tokens }) => tokens.id,
  idsThere: TOKENS_THERE,
})
