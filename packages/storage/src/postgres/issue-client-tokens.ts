import type { TokenVerbs } from '@identity-hub/core'
import { toJson } from '../rows/values.ts'
import {
  ACCESS_TOKEN_FIELDS,
  COMMON_FIELDS,
  type OfTenant,
  toAccessTokenFields,
  toCommonFields,
  TOKENS_THERE,
  WRITE_EVENTS,
} from './batch-fields.ts'
import { createBatch } from './batch.ts'

type Input = Parameters<TokenVerbs['issueClientToken']>[0] & OfTenant
type Outcome = Awaited<ReturnType<TokenVerbs['issueClientToken']>>

const ISSUE = `
  WITH won AS MATERIALIZED (
    SELECT r.*
    FROM json_to_recordset($1::json) AS r(${COMMON_FIELDS}, ${ACCESS_TOKEN_FIELDS},
        client text, "clientEpoch" integer, "tenantEpoch" integer)
      CROSS JOIN LATERAL (
        SELECT c.id FROM clients c
        WHERE c.id = r.client AND c.tenant_id || '' = r."tenantId" AND c.status = 'active' AND c.epoch = r."clientEpoch"
        OFFSET 0) AS active
      CROSS JOIN LATERAL (
        SELECT t.id FROM tenants t
        WHERE t.id = r."tenantId" AND t.status = 'open' AND t.epoch = r."tenantEpoch"
        OFFSET 0) AS open
  ), access_token AS (
    INSERT INTO issued_tokens (id, tenant_id, client, client_epoch, tenant_epoch, access_token_hash, scopes, audience,
      access_ends_at, review_at)
    SELECT w."tokensId", w."tenantId", w.client, w."clientEpoch", w."tenantEpoch", decode(w."accessTokenHash", 'hex'),
      w."tokenScopes", w."tokenAudience", w."accessEndsAt", w."accessEndsAt"
    FROM won w
  ), event AS (${WRITE_EVENTS}
  )
  SELECT w.n FROM won w`

const toFields = (input: Input, n: number): object => ({
  ...toCommonFields(n, input, input.now, input.events?.issued),
  ...toAccessTokenFields(input.accessToken.id, input.accessToken),
  ...input.fence,
})

/** Issues to those of the clients that may have a token; null: not to this one. */
export const issueClientTokens = createBatch<Input, Outcome>({
  sql: ISSUE,
  order: ({ accessToken }) => accessToken.id,
  toParameter: (inputs) => toJson(inputs.map(toFields)),
  success: { outcome: 'issued' },
  idOf: ({ accessToken }) => accessToken.id,
  idsThere: TOKENS_THERE,
})
