import type { Id, Idempotency, IdempotencyVerbs, Repeated } from '@identity-hub/core'
import { type AnswerRow, IDEMPOTENCY, toRepeated } from '../rows/idempotency.ts'
import { toBlob } from '../rows/values.ts'
import type { Connection } from './connection.ts'
import type { Transaction } from './transactions.ts'

const KEPT = `
  SELECT value_hash AS "valueHash", data FROM one_time
  WHERE tenant_id = $1 AND kind = '${IDEMPOTENCY}' AND id = $2 AND expires_at > $3`
// Whoever comes second waits here for the end of the first transaction, and then finds its row, or is the first.
const KEEP = `
  INSERT INTO one_time AS o (tenant_id, kind, id, value_hash, data, expires_at, subject)
  VALUES ($1, '${IDEMPOTENCY}', $2, $3, $4, $5, $7)
  ON CONFLICT (tenant_id, kind, id) DO UPDATE SET
    value_hash = excluded.value_hash, data = excluded.data, expires_at = excluded.expires_at, subject = excluded.subject,
    used_at = NULL
  WHERE o.expires_at <= $6`
// Whoever seals an answer makes it another one than any other's.
const IS_THERE = `
  SELECT id FROM one_time WHERE tenant_id = $1 AND kind = '${IDEMPOTENCY}' AND id = $2 AND data = $3`

export async function findRepeated(
  db: Connection,
  tenantId: Id,
  { keyHash, now }: Parameters<IdempotencyVerbs['findRepeated']>[0],
): Promise<Repeated | { outcome: 'unknown' }> {
  const row = await db.one<AnswerRow>(KEPT, tenantId, keyHash, now)
  return row === undefined ? { outcome: 'unknown' } : toRepeated(row)
}

/**
 * Called by a creation before it looks at anything else. Null: it is kept now, or nobody asked for that, so go on, and
 * `db.undo()` if nothing comes of it. Otherwise it was done before: answer that, and write nothing.
 * @param accountId whom the answer tells of, so that it goes when they are erased
 */
export async function keepAnswer(
  db: Transaction,
  tenantId: Id,
  idempotency: Idempotency | undefined,
  now: number,
  accountId: Id | null = null,
): Promise<Repeated | null> {
  if (idempotency === undefined) return null
  const { keyHash, requestHash, answer, expiresAt } = idempotency
  const kept = await db.run(KEEP, tenantId, keyHash, toBlob(requestHash), answer, expiresAt, now, accountId)
  if (kept === 1) {
    db.leaveWitness(IS_THERE, tenantId, keyHash, answer)
    return null
  }
  const found = await findRepeated(db, tenantId, { keyHash, now })
  if (found.outcome === 'unknown') throw new Error('an answer that was in the way is gone')
  return found
}
