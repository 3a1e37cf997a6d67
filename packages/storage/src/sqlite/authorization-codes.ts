import type { Decide, Id, TokenVerbs } from '@identity-hub/core'
import { CODE_COLUMNS, codeKeptUntil, type CodeRow, MAX_FAILURES, toCode } from '../rows/authorization-codes.ts'
import { toBlob } from '../rows/values.ts'
import type { Connection } from './connection.ts'
import { writeEvents } from './events.ts'
import { STANDING_COLUMNS, STANDING_TABLES, type StandingWithRightsRow, toStanding } from './standing.ts'
import { toFlag } from './flag.ts'

type NewCode = Extract<Decide['decision'], { kind: 'allow' }>['code']

const LIFETIME = 'SELECT access_token_seconds AS seconds FROM clients WHERE id = ?1 AND tenant_id = ?2'
const INSERT = `
  INSERT INTO authorization_codes (id, tenant_id, code_hash, grant_id, redirect_uri, redirect_uri_sent, code_challenge,
    nonce, failures, expires_at, kept_until)
  VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 0, ?9, ?10)`

/** Answers how long the code is kept. */
export function insertCode(db: Connection, tenantId: Id, input: { code: NewCode; grantId: Id; client: Id }): number {
  const { code, grantId, client } = input
  const lifetimeSeconds = db.one<{ seconds: number }>(LIFETIME, client, tenantId)?.seconds ?? 0
  const keptUntil = codeKeptUntil(code.expiresAt, lifetimeSeconds)
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

const BY_ID = `
  SELECT ${CODE_COLUMNS}, ${STANDING_COLUMNS}
  FROM authorization_codes k JOIN grants g ON g.id = k.grant_id AND g.tenant_id = ?1 ${STANDING_TABLES}
  WHERE k.id = ?2 AND k.tenant_id = ?1`

export function findCode(db: Connection, tenantId: Id, id: Id): Awaited<ReturnType<TokenVerbs['findCode']>> {
  const row = db.one<CodeRow & StandingWithRightsRow>(BY_ID, tenantId, id)
  if (row === undefined) return { outcome: 'unknown' }
  return { outcome: 'found', code: toCode(row), standing: toStanding(row) }
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
