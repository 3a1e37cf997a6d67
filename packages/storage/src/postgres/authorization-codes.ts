import type { Decide, Id, TokenVerbs } from '@identity-hub/core'
import { CODE_COLUMNS, type CodeRow, MAX_FAILURES, toCode } from '../rows/authorization-codes.ts'
import { toBlob } from '../rows/values.ts'
import type { Connection } from './connection.ts'
import { writeEvents } from './events.ts'
import { inOrder, keysOf, type Numbered } from './numbered.ts'
import { STANDING_COLUMNS, STANDING_TABLES, type StandingWithRightsRow, toStanding } from './standing.ts'
import type { Transaction } from './transactions.ts'

type NewCode = Extract<Decide['decision'], { kind: 'allow' }>['code']

const INSERT = `
  INSERT INTO authorization_codes (id, tenant_id, code_hash, grant_id, redirect_uri, redirect_uri_sent, code_challenge,
    nonce, failures, expires_at, kept_until)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 0, $9, $10)`

export async function insertCode(
  db: Transaction,
  tenantId: Id,
  input: { code: NewCode; grantId: Id; keptUntil: number },
): Promise<void> {
  const { code, grantId, keptUntil } = input
  await db.run(
    INSERT,
    code.id,
    tenantId,
    toBlob(code.codeHash),
    grantId,
    code.redirectUri,
    code.redirectUriSent,
    code.codeChallenge,
    code.nonce,
    code.expiresAt,
    keptUntil,
  )
}

const BY_IDS = `
  SELECT q.n, found.*
  FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS q(tenant_id, id, n)
    CROSS JOIN LATERAL (
      SELECT ${CODE_COLUMNS}, ${STANDING_COLUMNS}
      FROM authorization_codes k JOIN grants g ON g.id = k.grant_id AND g.tenant_id = k.tenant_id ${STANDING_TABLES}
      WHERE k.id = q.id AND k.tenant_id = q.tenant_id OFFSET 0) AS found`

type Found = Awaited<ReturnType<TokenVerbs['findCode']>>
type Row = CodeRow & StandingWithRightsRow

const toFound = (row: Row): Found => ({ outcome: 'found', code: toCode(row), standing: toStanding(row) })

export async function findCodes(
  db: Connection,
  wanted: readonly { readonly tenantId: Id; readonly id: Id }[],
): Promise<Found[]> {
  return inOrder(wanted, await db.all<Numbered<Row>>(BY_IDS, ...keysOf(wanted)), toFound, { outcome: 'unknown' })
}

const COUNT_FAILURE = `
  UPDATE authorization_codes SET failures = failures + 1
  WHERE id = $1 AND tenant_id = $2 AND code_hash = $3 AND used_at IS NULL AND failures < $4 AND expires_at > $5
  RETURNING failures`

/** A used code is left alone: wrong verifiers must not end the rightful client's tokens. */
export async function failVerifier(
  db: Transaction,
  tenantId: Id,
  input: Parameters<TokenVerbs['failVerifier']>[0],
): Promise<{ outcome: 'counted' | 'spent' }> {
  const values = [input.codeId, tenantId, toBlob(input.codeHash), MAX_FAILURES, input.now] as const
  const counted = await db.one<{ failures: number }>(COUNT_FAILURE, ...values)
  const outcome = counted?.failures === MAX_FAILURES ? 'spent' : 'counted'
  await writeEvents(db, tenantId, input.events?.[outcome])
  return { outcome }
}
