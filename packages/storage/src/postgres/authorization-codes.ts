import type { Id, TokenVerbs } from '@identity-hub/core'
import { CODE_COLUMNS, CODE_UNUSED, type CodeRow, MAX_FAILURES, toCode } from '../rows/authorization-codes.ts'
import { toBlob } from '../rows/values.ts'
import type { Connection } from './connection.ts'
import { writeEvents } from './events.ts'
import { inOrder, keysOf, type Numbered } from './numbered.ts'
import { STANDING_COLUMNS, STANDING_TABLES, type StandingWithRightsRow, toStanding } from './standing.ts'
import type { Transaction } from './transactions.ts'

const BY_IDS = `
  SELECT q.n, found.*
  FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS q(tenant_id, id, n)
    CROSS JOIN LATERAL (
      SELECT ${CODE_COLUMNS}, ${STANDING_COLUMNS}
      FROM grants g ${STANDING_TABLES}
      WHERE g.id = q.id AND g.tenant_id = q.tenant_id AND g.code_hash IS NOT NULL OFFSET 0) AS found`

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
  UPDATE grants AS g SET code_failures = code_failures + 1
  WHERE g.id = $1 AND g.tenant_id = $2 AND g.code_hash = $3 AND ${CODE_UNUSED} AND g.code_failures < ${MAX_FAILURES}
    AND g.code_ends_at > $4
  RETURNING g.code_failures AS failures`

/** A used code is left alone: wrong verifiers must not end the rightful client's tokens. */
export async function failVerifier(
  db: Transaction,
  tenantId: Id,
  input: Parameters<TokenVerbs['failVerifier']>[0],
): Promise<{ outcome: 'counted' | 'spent' }> {
  const values = [input.codeId, tenantId, toBlob(input.codeHash), input.now] as const
  const counted = await db.one<{ failures: number }>(COUNT_FAILURE, ...values)
  const outcome = counted?.failures === MAX_FAILURES ? 'spent' : 'counted'
  await writeEvents(db, tenantId, input.events?.[outcome])
  return { outcome }
}
