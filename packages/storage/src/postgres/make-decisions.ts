import type { Decide, DecideOutcome } from '@identity-hub/core'
import { codeKeptUntil } from '../rows/authorization-codes.ts'
import { toJson, toList, toScopes } from '../rows/values.ts'
import { COMMON_FIELDS, type OfTenant, toCommonFields, WRITE_EVENTS } from './batch-fields.ts'
import { createBatch } from './batch.ts'

type Allow = Extract<Decide['decision'], { kind: 'allow' }>

/** A permission that nobody had to be asked for: no interaction is advanced, and nothing is remembered. */
export type PlainDecision = OfTenant & Omit<Decide, 'decision'> & { readonly decision: Allow }

export const isPlain = <Input extends Decide>(input: Input): input is Input & { readonly decision: Allow } =>
  input.interaction === null && input.decision.kind === 'allow' && input.decision.rememberScopes === null

// What changes while this is decided has another epoch than the grant, which is dead then.
const DECIDE = `
  WITH won AS MATERIALIZED (
    SELECT r.*, r."codeEndsAt" + greatest(r."leastKept", c.access_token_seconds::bigint * 1000) AS "keptUntil"
    FROM json_to_recordset($1::json) AS r(${COMMON_FIELDS},
        client text, "clientEpoch" integer, "accountId" text, "accountEpoch" integer, "tenantEpoch" integer,
        "policyVersion" integer, "sessionId" text, "grantId" text, scopes text, audience text, "authAt" bigint,
        amr text, acr text, "absoluteEndsAt" bigint, "codeHash" text, "redirectUri" text,
        "redirectUriSent" boolean, "codeChallenge" text, nonce text, "codeEndsAt" bigint, "leastKept" bigint)
      CROSS JOIN LATERAL (
        SELECT t.id FROM tenants t
        WHERE t.id = r."tenantId" AND t.status = 'open' AND t.epoch = r."tenantEpoch"
          AND t.policy_version = r."policyVersion"
        OFFSET 0) AS open
      CROSS JOIN LATERAL (
        SELECT a.id FROM accounts a
        WHERE a.id = r."accountId" AND a.tenant_id || '' = r."tenantId" AND a.status = 'active'
          AND a.epoch = r."accountEpoch"
        OFFSET 0) AS active
      CROSS JOIN LATERAL (
        SELECT c.access_token_seconds FROM clients c
        WHERE c.id = r.client AND c.tenant_id || '' = r."tenantId" AND c.status = 'active' AND c.epoch = r."clientEpoch"
        OFFSET 0) AS c
      CROSS JOIN LATERAL (
        SELECT s.id FROM sessions s
        WHERE s.id = r."sessionId" AND s.tenant_id = r."tenantId" AND s.account_id || '' = r."accountId"
          AND s.account_epoch = r."accountEpoch" AND s.tenant_epoch = r."tenantEpoch" AND s.ended_at IS NULL
          AND s.idle_ends_at > r.now AND s.absolute_ends_at > r.now
        OFFSET 0) AS live
  ), granted AS (
    INSERT INTO grants (id, tenant_id, client, account_id, session_id, scopes, audience, auth_at, amr, acr,
      account_epoch, client_epoch, tenant_epoch, policy_version, absolute_ends_at, code_hash, redirect_uri,
      redirect_uri_sent, code_challenge, nonce, code_failures, code_ends_at, tokens_id, previous_tokens_id, tokens_at,
      access_ends_at, review_at)
    SELECT w."grantId", w."tenantId", w.client, w."accountId", w."sessionId", w.scopes, w.audience, w."authAt", w.amr,
      w.acr, w."accountEpoch", w."clientEpoch", w."tenantEpoch", w."policyVersion", w."absoluteEndsAt",
      decode(w."codeHash", 'hex'), w."redirectUri", w."redirectUriSent", w."codeChallenge", w.nonce, 0, w."codeEndsAt",
      w."grantId", w."grantId", w.now, w."codeEndsAt", w."keptUntil"
    FROM won w
  ), event AS (${WRITE_EVENTS}
  )
  SELECT w.n FROM won w`

const toFields = (input: PlainDecision, n: number): object => {
  const { grant, code } = input.decision
  return {
    ...toCommonFields(n, input, input.now, input.events?.issued),
    ...input.fence,
    sessionId: input.sessionId,
    grantId: grant.id,
    scopes: toScopes(grant.scopes),
    audience: toList(grant.audience),
    authAt: grant.authAt,
    amr: toJson(grant.amr),
    acr: grant.acr,
    absoluteEndsAt: grant.absoluteEndsAt,
    codeHash: code.codeHash,
    redirectUri: code.redirectUri,
    redirectUriSent: code.redirectUriSent,
    codeChallenge: code.codeChallenge,
    nonce: code.nonce,
    codeEndsAt: code.expiresAt,
    // What a code is kept for at least; the client's access tokens may live longer.
    leastKept: codeKeptUntil(0, 0),
  }
}

/** Issues codes for those of the decisions that nothing stands against; null: not for this one. */
export const makeDecisions = createBatch<PlainDecision, DecideOutcome>({
  sql: DECIDE,
  order: ({ decision }) => decision.grant.id,
  toParameter: (inputs) => toJson(inputs.map(toFields)),
  success: { outcome: 'issued' },
  idOf: ({ decision }) => decision.grant.id,
  idsThere: 'SELECT id FROM grants WHERE id = ANY($1::text[])',
})
