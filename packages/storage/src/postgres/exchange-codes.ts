import type { ExchangeCode, ExchangeCodeOutcome } from '@identity-hub/core'
import { MAX_FAILURES } from '../rows/authorization-codes.ts'
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

// A row that somebody else holds is passed over: its request is looked at alone, and the others do not wait.
const EXCHANGE = `
  WITH locked AS MATERIALIZED (
    SELECT r.*
    FROM json_to_recordset($1::json) AS r("codeId" text, ${FENCE_FIELDS}, ${COMMON_FIELDS}, ${ACCESS_TOKEN_FIELDS},
        "codeHash" text, "refreshTokenId" text, "refreshTokenHash" text, "idleEndsAt" bigint)
      CROSS JOIN LATERAL (
        SELECT k.id FROM authorization_codes k
        WHERE k.id = r."codeId" AND k.tenant_id = r."tenantId" AND k.code_hash = decode(r."codeHash", 'hex')
          AND k.grant_id = r."grantId" AND k.used_at IS NULL AND k.failures < ${MAX_FAILURES} AND k.expires_at > r.now
        FOR NO KEY UPDATE SKIP LOCKED) AS code
      CROSS JOIN LATERAL (
        SELECT g.id FROM grants g WHERE ${FENCE_OF_REQUEST} FOR NO KEY UPDATE SKIP LOCKED) AS live
  ), used AS (
    UPDATE authorization_codes k
    SET used_at = (SELECT l.now FROM locked l WHERE l."codeId" = k.id)
    WHERE k.id = ANY(ARRAY(SELECT l."codeId" FROM locked l)) AND k.used_at IS NULL
    RETURNING k.id
  ), recorded AS (
    UPDATE grants g
    SET (refresh_token_id, access_ends_at, policy_version) = (
      SELECT l."refreshTokenId", l."accessEndsAt", l."policyVersion" FROM locked l WHERE l."grantId" = g.id)
    WHERE g.id = ANY(ARRAY(SELECT l."grantId" FROM locked l))
    RETURNING g.id
  ), won AS MATERIALIZED (
    SELECT l.* FROM locked l JOIN used u ON u.id = l."codeId" JOIN recorded g ON g.id = l."grantId"
  ), access_token AS (${ISSUE_ACCESS_TOKENS}
  ), refresh_token AS (
    INSERT INTO refresh_tokens (id, tenant_id, token_hash, grant_id, idle_ends_at)
    SELECT w."refreshTokenId", w."tenantId", decode(w."refreshTokenHash", 'hex'), w."grantId", w."idleEndsAt"
    FROM won w WHERE w."refreshTokenId" IS NOT NULL
  ), event AS (${WRITE_EVENTS}
  )
  SELECT w.n FROM won w`

const toFields = (input: ExchangeCode & OfTenant, n: number): object => ({
  ...toCommonFields(n, input, input.now, input.events?.exchanged),
  ...toFenceFields(input.fence),
  ...toAccessTokenFields(input.accessToken),
  codeId: input.codeId,
  codeHash: input.codeHash,
  refreshTokenId: input.refreshToken?.id ?? null,
  refreshTokenHash: input.refreshToken?.tokenHash ?? null,
  idleEndsAt: input.refreshToken?.idleEndsAt ?? null,
})

/** Exchanges those of the codes that nothing stands against; null: not this one. */
export const exchangeCodes = createBatch<ExchangeCode & OfTenant, ExchangeCodeOutcome>({
  sql: EXCHANGE,
  // Everybody locks in the order of the codes.
  order: ({ codeId }) => codeId,
  toParameter: (inputs) => toJson(inputs.map(toFields)),
  success: { outcome: 'exchanged' },
  ...accessTokenThere,
})
