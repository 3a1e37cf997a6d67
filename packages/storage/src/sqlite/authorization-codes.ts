import type { AuthorizationCode, Decide, Id, TokenVerbs } from '@identity-hub/core'
import type { Connection } from './connection.ts'
import { writeEvents } from './events.ts'
import { STANDING_COLUMNS, STANDING_TABLES, type StandingRow, toStanding } from './standing.ts'
import { fromBlob, toBlob, toFlag } from './values.ts'

/** So many wrong verifiers spend an unused code. */
export const MAX_FAILURES = 5

const KEPT_MILLISECONDS = 24 * 60 * 60 * 1000

type NewCode = Extract<Decide['decision'], { kind: 'allow' }>['code']

const LIFETIME = 'SELECT access_token_seconds AS seconds FROM clients WHERE id = ?1 AND tenant_id = ?2'
const INSERT = `
  INSERT INTO authorization_codes (id, tenant_id, code_hash, grant_id, redirect_uri, redirect_uri_sent, code_challenge,
    nonce, failures, expires_at, kept_until)
  VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 0, ?9, ?10)`

/** Answers how long the code is kept: a replay is noticed for a day, and for as long as its access token may live. */
export function insertCode(
  db: Connection,
  tenantId: Id,
  input: { code: NewCode; grantId: Id; client: Id },
): number {
  const { code, grantId, client } = input
  const lifetimeSeconds = db.one<{ seconds: number }>(LIFETIME, client, tenantId)?.seconds ?? 0
  const keptUntil = code.expiresAt + Math.max(KEPT_MILLISECONDS, lifetimeSeconds * 1000)
  db.run(
    INSERT,
    code.id,
    tenantId,
    toBlob(code.codeHash),
    grantId,
    code.redirectUri,
    toFlag(code.redirectUriSent),
    code.codeChallenge,
    code.nonce,
    code.expiresAt,
    keptUntil,
  )
  return keptUntil
}

interface CodeRow extends StandingRow {
  readonly id: Id
  readonly codeHash: Uint8Array
  readonly redirectUri: string
  readonly redirectUriSent: number
  readonly codeChallenge: string | null
  readonly nonce: string | null
  readonly failures: number
  readonly expiresAt: number
  readonly usedAt: number | null
}

const BY_ID = `
  SELECT k.id, k.code_hash AS codeHash, k.redirect_uri AS redirectUri, k.redirect_uri_sent AS redirectUriSent,
    k.code_challenge AS codeChallenge, k.nonce, k.failures, k.expires_at AS expiresAt, k.used_at AS usedAt,
    ${STANDING_COLUMNS}
  FROM authorization_codes k JOIN grants g ON g.id = k.grant_id AND g.tenant_id = ?1 ${STANDING_TABLES}
  WHERE k.id = ?2 AND k.tenant_id = ?1`

export function findCode(db: Connection, tenantId: Id, id: Id): Awaited<ReturnType<TokenVerbs['findCode']>> {
  const row = db.one<CodeRow>(BY_ID, tenantId, id)
  if (row === undefined) return { outcome: 'unknown' }
  const code: AuthorizationCode = {
    id: row.id,
    codeHash: fromBlob(row.codeHash),
    grantId: row.grantId,
    redirectUri: row.redirectUri,
    redirectUriSent: row.redirectUriSent === 1,
    codeChallenge: row.codeChallenge,
    nonce: row.nonce,
    failures: row.failures,
    expiresAt: row.expiresAt,
    usedAt: row.usedAt,
  }
  return { outcome: 'found', code, standing: toStanding(db, tenantId, row) }
}

const COUNT_FAILURE = `
  UPDATE authorization_codes SET failures = failures + 1
  WHERE id = ?1 AND tenant_id = ?2 AND code_hash = ?3 AND used_at IS NULL AND failures < ?4 AND expires_at > ?5
  RETURNING failures`

/** A used code is left alone: wrong verifiers must not end the rightful client's tokens. */
export function failVerifier(
  db: Connection,
  tenantId: Id,
  input: Parameters<TokenVerbs['failVerifier']>[0],
): { outcome: 'counted' | 'spent' } {
  const hash = toBlob(input.codeHash)
  const counted = db.one<{ failures: number }>(COUNT_FAILURE, input.codeId, tenantId, hash, MAX_FAILURES, input.now)
  const outcome = counted?.failures === MAX_FAILURES ? 'spent' : 'counted'
  writeEvents(db, tenantId, input.events?.[outcome])
  return { outcome }
}
