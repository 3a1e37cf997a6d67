import type { Fence, HubEvent, Id, NewAccessToken, NewTokens } from '@identity-hub/core'
import { firstReview, type RetryAnswer } from '../rows/issued-tokens.ts'
import { toList, toScopes } from '../rows/values.ts'
import { EVENT_FIELDS, INSERT_EVENTS, toEventFields } from './events.ts'

/**
 * What the requests of a shared statement bring, as JSON objects, and what the statement does with it. Each table is
 * looked into within a LATERAL subquery, once for each request: so the plan can only begin with the requests and follow
 * the indexes, whatever the planner believes about the sizes of the tables. Fields that rows are looked for by come
 * first: to compare one, those before it are unpacked, too.
 */

export interface OfTenant {
  readonly tenantId: Id
}

/** Number `n` of the batch, and the events of its success. */
export const toCommonFields = (
  n: number,
  { tenantId }: OfTenant,
  now: number,
  events: readonly HubEvent[] = [],
): object => ({
  n,
  tenantId,
  now,
  events: events.map((event) => toEventFields(tenantId, event)),
})

export const COMMON_FIELDS = `n integer, "tenantId" text, now bigint, events json`

export const toAccessTokenFields = (id: Id, token: NewAccessToken): object => ({
  tokensId: id,
  accessTokenHash: token.tokenHash,
  tokenScopes: toScopes(token.scopes),
  tokenAudience: toList(token.audience),
  accessEndsAt: token.expiresAt,
})

export const ACCESS_TOKEN_FIELDS = `
  "tokensId" text, "accessTokenHash" text, "tokenScopes" text, "tokenAudience" text, "accessEndsAt" bigint`

export const toTokenFields = (tokens: NewTokens, answer: RetryAnswer | null): object => ({
  ...toAccessTokenFields(tokens.id, tokens.accessToken),
  refreshTokenHash: tokens.refreshToken?.tokenHash,
  idleEndsAt: tokens.refreshToken?.idleEndsAt,
  requestHash: answer?.requestHash,
  retryAnswer: answer === null ? undefined : Buffer.from(answer.retryAnswer).toString('base64'),
  reviewAt: firstReview(tokens, answer),
})

export const TOKEN_FIELDS = `
  ${ACCESS_TOKEN_FIELDS}, "refreshTokenHash" text, "idleEndsAt" bigint, "requestHash" text, "retryAnswer" text,
  "reviewAt" bigint`

export const toFenceFields = (fence: Fence): object => ({ ...fence })

export const FENCE_FIELDS = `
  "grantId" text, client text, "clientEpoch" integer, "accountId" text, "accountEpoch" integer, "tenantEpoch" integer,
  "policyVersion" integer`

/** The fence of a request `r` as a condition on a grant `g`; see `fence.ts`. */
export const FENCE_OF_REQUEST = `
  g.id = r."grantId" AND g.tenant_id = r."tenantId" AND g.revoked_at IS NULL AND g.absolute_ends_at > r.now
  AND g.client = r.client AND g.client_epoch = r."clientEpoch" AND g.account_id || '' = r."accountId"
  AND g.account_epoch = r."accountEpoch" AND g.tenant_epoch = r."tenantEpoch"
  AND EXISTS (
    SELECT 1 FROM accounts a
    WHERE a.id = r."accountId" AND a.tenant_id || '' = r."tenantId" AND a.status = 'active' AND a.epoch = r."accountEpoch")
  AND EXISTS (
    SELECT 1 FROM clients c
    WHERE c.id = r.client AND c.tenant_id || '' = r."tenantId" AND c.status = 'active' AND c.epoch = r."clientEpoch")
  AND EXISTS (
    SELECT 1 FROM tenants t
    WHERE t.id = r."tenantId" AND t.status = 'open' AND t.epoch = r."tenantEpoch"
      AND t.policy_version = r."policyVersion")`

/** The tokens of those who `won`. */
export const ISSUE_TOKENS = `
  INSERT INTO issued_tokens (id, tenant_id, grant_id, access_token_hash, scopes, audience, access_ends_at,
    refresh_token_hash, idle_ends_at, request_hash, retry_answer, review_at)
  SELECT w."tokensId", w."tenantId", w."grantId", decode(w."accessTokenHash", 'hex'), w."tokenScopes",
    w."tokenAudience", w."accessEndsAt", decode(w."refreshTokenHash", 'hex'), w."idleEndsAt",
    decode(w."requestHash", 'hex'), decode(w."retryAnswer", 'base64'), w."reviewAt"
  FROM won w`

// Of an event that is there already the statement fails, and its request tells alone: so the others need not look first.
export const WRITE_EVENTS = `
  ${INSERT_EVENTS} FROM won w CROSS JOIN LATERAL json_to_recordset(w.events) AS e(${EVENT_FIELDS})`

/** A request's tokens are there only if the rest of its success is there too. */
export const TOKENS_THERE = 'SELECT id FROM issued_tokens WHERE id = ANY($1::text[])'
