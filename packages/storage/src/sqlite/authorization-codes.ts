import type { Id, TokenVerbs } from '@identity-hub/core'
import { CODE_COLUMNS, CODE_UNUSED, type CodeRow, MAX_FAILURES, toCode } from '../rows/authorization-codes.ts'
import { toBlob } from '../rows/values.ts'
import type { Connection } from './connection.ts'
import { writeEvents } from './events.ts'
import { STANDING_COLUMNS, STANDING_TABLES, type StandingWithRightsRow, toStanding } from './standing.ts'

const BY_ID = `
  SELECT ${CODE_COLUMNS}, ${STANDING_COLUMNS}
  FROM grants g ${STANDING_TABLES}
  WHERE g.id = ?2 AND g.tenant_id = ?1 AND g.code_hash IS NOT NULL`

export function findCode(db: Connection, tenantId: Id, id: Id): Awaited<ReturnType<TokenVerbs['findCode']>> {
  const row = db.one<CodeRow & StandingWithRightsRow>(BY_ID, tenantId, id)
  if (row === undefined) return { outcome: 'unknown' }
  return { outcome: 'found', code: toCode(row), standing: toStanding(row) }
}

const COUNT_FAILURE = `
  UPDATE grants AS g SET code_failures = code_failures + 1
  WHERE g.id = ?1 AND g.tenant_id = ?2 AND g.code_hash = ?3 AND ${CODE_UNUSED} AND g.code_failures < ${MAX_FAILURES}
    AND g.code_ends_at > ?4
  RETURNING code_failures AS failures`

/** A used code is left alone: wrong verifiers must not end the rightful client's tokens. */
export function failVerifier(
  db: Connection,
  tenantId: Id,
  input: Parameters<TokenVerbs['failVerifier']>[0],
): { outcome: 'counted' | 'spent' } {
  const hash = toBlob(input.codeHash)
  const counted = db.one<{ failures: number }>(COUNT_FAILURE, input.codeId, tenantId, hash, input.now)
  const outcome = counted?.failures === MAX_FAILURES ? 'spent' : 'counted'
  writeEvents(db, tenantId, input.events?.[outcome])
  return { outcome }
}
