import type { Decide, Id, RevocationReason, TokenVerbs } from '@identity-hub/core'
import { codeKeptUntil } from '../rows/authorization-codes.ts'
import { toBlob, toJson, toList, toScopes } from '../rows/values.ts'
import { writeEvents } from './events.ts'
import { eraseAnswersOf } from './issued-tokens.ts'
import type { Transaction } from './transactions.ts'

type Allow = Extract<Decide['decision'], { kind: 'allow' }>

const INSERT = `
  INSERT INTO grants (id, tenant_id, client, account_id, session_id, scopes, audience, auth_at, amr, acr, account_epoch,
    client_epoch, tenant_epoch, policy_version, absolute_ends_at, code_hash, redirect_uri, redirect_uri_sent,
    code_challenge, nonce, code_failures, code_ends_at, tokens_id, previous_tokens_id, tokens_at, access_ends_at,
    review_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, 0, $21, $1, $1, $22,
    $21, $23)`
const IS_THERE = 'SELECT id FROM grants WHERE id = $1'

/** With its code. */
export async function insertGrant(
  db: Transaction,
  tenantId: Id,
  { grant, code }: Allow,
  { fence, sessionId, now }: Pick<Decide, 'fence' | 'sessionId' | 'now'>,
  accessTokenSeconds: number,
): Promise<void> {
  db.leaveWitness(IS_THERE, grant.id)
  await db.run(
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
    code.redirectUriSent,
    code.codeChallenge,
    code.nonce,
    code.expiresAt,
    now,
    codeKeptUntil(code.expiresAt, accessTokenSeconds),
  )
}

const LOCK = 'SELECT id FROM grants WHERE id = $1 AND tenant_id = $2 FOR NO KEY UPDATE'

/** What happens to one family happens one after the other; and whoever waited sees what was done meanwhile. */
export async function lockGrant(db: Transaction, tenantId: Id, grantId: Id): Promise<boolean> {
  return (await db.one(LOCK, grantId, tenantId)) !== undefined
}

const REVOKE = `
  UPDATE grants SET revoked_at = $3, revoked_reason = $4 WHERE id = $1 AND tenant_id = $2 AND revoked_at IS NULL`

/** Ends a grant and with it every token of its family. False: there is none, or it was ended before. */
export async function endGrant(
  db: Transaction,
  tenantId: Id,
  grantId: Id,
  reason: RevocationReason,
  now: number,
): Promise<boolean> {
  if ((await db.run(REVOKE, grantId, tenantId, now, reason)) === 0) return false
  await eraseAnswersOf(db, tenantId, [grantId])
  return true
}

export async function revokeGrant(
  db: Transaction,
  tenantId: Id,
  input: Parameters<TokenVerbs['revokeGrant']>[0],
): Promise<{ outcome: 'revoked' | 'already' | 'unknown' }> {
  const { grantId, reason, now } = input
  if (!(await lockGrant(db, tenantId, grantId))) return { outcome: 'unknown' }
  const outcome = (await endGrant(db, tenantId, grantId, reason, now)) ? 'revoked' : 'already'
  await writeEvents(db, tenantId, input.events?.[outcome])
  return { outcome }
}

// Locked in the order of their ids, like everywhere.
const LOCK_LIVE_ONES_OF = `
  SELECT id FROM grants
  WHERE account_id = $2 AND client = $3 AND tenant_id = $1 AND revoked_at IS NULL AND absolute_ends_at > $4
  ORDER BY id FOR NO KEY UPDATE`
const REVOKE_ALL = `
  UPDATE grants SET revoked_at = $3, revoked_reason = $4
  WHERE id = ANY($1::text[]) AND tenant_id = $2 AND revoked_at IS NULL`

/** How many were ended. */
export async function revokeGrantsOf(
  db: Transaction,
  tenantId: Id,
  input: { accountId: Id; client: Id; reason: RevocationReason; now: number },
): Promise<number> {
  const { accountId, client, reason, now } = input
  const live = await db.all<{ id: Id }>(LOCK_LIVE_ONES_OF, tenantId, accountId, client, now)
  if (live.length === 0) return 0
  const ids = live.map(({ id }) => id)
  const revoked = await db.run(REVOKE_ALL, ids, tenantId, now, reason)
  await eraseAnswersOf(db, tenantId, ids)
  return revoked
}
