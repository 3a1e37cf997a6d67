import type { Decide, Id, RevocationReason, TokenVerbs } from '@identity-hub/core'
import { codeKeptUntil } from '../rows/authorization-codes.ts'
import { toBlob, toJson, toList, toScopes } from '../rows/values.ts'
import type { Connection } from './connection.ts'
import { writeEvents } from './events.ts'
import { toFlag } from './flag.ts'
import { eraseAnswerOf } from './issued-tokens.ts'

type Allow = Extract<Decide['decision'], { kind: 'allow' }>

const LIFETIME = 'SELECT access_token_seconds AS seconds FROM clients WHERE id = ?1 AND tenant_id = ?2'
const INSERT = `
  INSERT INTO grants (id, tenant_id, client, account_id, session_id, scopes, audience, auth_at, amr, acr, account_epoch,
    client_epoch, tenant_epoch, policy_version, absolute_ends_at, code_hash, redirect_uri, redirect_uri_sent,
    code_challenge, nonce, code_failures, code_ends_at, tokens_id, previous_tokens_id, tokens_at, access_ends_at,
    review_at)
  VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, 0, ?21, ?1, ?1, ?22,
    ?21, ?23)`

/** With its code. */
export function insertGrant(
  db: Connection,
  tenantId: Id,
  { grant, code }: Allow,
  { fence, sessionId, now }: Pick<Decide, 'fence' | 'sessionId' | 'now'>,
): void {
  const lifetimeSeconds = db.one<{ seconds: number }>(LIFETIME, fence.client, tenantId)?.seconds ?? 0
  db.run(
    INSERT,
    grant.id,
    tenantId,
    fence.client,
    fence.accountId,
    sessionId,
    toScopes(grant.scopes),
    toList(grant.audience),
    grant.authAt,
    toJson(grant.amr),
    grant.acr,
    fence.accountEpoch,
    fence.clientEpoch,
    fence.tenantEpoch,
    fence.policyVersion,
    grant.absoluteEndsAt,
    toBlob(code.codeHash),
    code.redirectUri,
    toFlag(code.redirectUriSent),
    code.codeChallenge,
    code.nonce,
    code.expiresAt,
    now,
    codeKeptUntil(code.expiresAt, lifetimeSeconds),
  )
}

const REVOKE = `
  UPDATE grants SET revoked_at = ?3, revoked_reason = ?4 WHERE id = ?1 AND tenant_id = ?2 AND revoked_at IS NULL`
const EXISTS = 'SELECT 1 FROM grants WHERE id = ?1 AND tenant_id = ?2'

/** Ends a grant and with it every token of its family. False: there is none, or it was ended before. */
export function endGrant(db: Connection, tenantId: Id, grantId: Id, reason: RevocationReason, now: number): boolean {
  if (db.run(REVOKE, grantId, tenantId, now, reason) === 0) return false
  eraseAnswerOf(db, tenantId, grantId)
  return true
}

export function revokeGrant(
  db: Connection,
  tenantId: Id,
  input: Parameters<TokenVerbs['revokeGrant']>[0],
): { outcome: 'revoked' | 'already' | 'unknown' } {
  const { grantId, reason, now } = input
  if (endGrant(db, tenantId, grantId, reason, now)) {
    writeEvents(db, tenantId, input.events?.revoked)
    return { outcome: 'revoked' }
  }
  if (db.one(EXISTS, grantId, tenantId) === undefined) return { outcome: 'unknown' }
  writeEvents(db, tenantId, input.events?.already)
  return { outcome: 'already' }
}

const LIVE_ONES_OF = `
  SELECT id FROM grants
  WHERE account_id = ?2 AND client = ?3 AND tenant_id = ?1 AND revoked_at IS NULL AND absolute_ends_at > ?4`

/** How many were ended. */
export function revokeGrantsOf(
  db: Connection,
  tenantId: Id,
  input: { accountId: Id; client: Id; reason: RevocationReason; now: number },
): number {
  const live = db.all<{ id: Id }>(LIVE_ONES_OF, tenantId, input.accountId, input.client, input.now)
  for (const { id } of live) endGrant(db, tenantId, id, input.reason, input.now)
  return live.length
}
