import type { Id, Idempotency, IdempotencyVerbs, Repeated } from '@identity-hub/core'
import { type AnswerRow, IDEMPOTENCY, toRepeated } from '../rows/idempotency.ts'
import { toBlob } from '../rows/values.ts'
import type { Connection } from './connection.ts'

const KEPT = `
  SELECT value_hash AS valueHash, data FROM one_time
  WHERE tenant_id = ?1 AND kind = '${IDEMPOTENCY}' AND id = ?2 AND expires_at > ?3`
const KEEP = `
  INSERT INTO one_time (tenant_id, kind, id, value_hash, data, expires_at, subject)
  VALUES (?1, '${IDEMPOTENCY}', ?2, ?3, ?4, ?5, ?6)
  ON CONFLICT DO UPDATE SET
    value_hash = excluded.value_hash, data = excluded.data, expires_at = excluded.expires_at, subject = excluded.subject,
    used_at = NULL`
const FORGET = `DELETE FROM one_time WHERE tenant_id = ?1 AND kind = '${IDEMPOTENCY}' AND id = ?2`

export function findRepeated(
  db: Connection,
  tenantId: Id,
  { keyHash, now }: Parameters<IdempotencyVerbs['findRepeated']>[0],
): Repeated | { outcome: 'unknown' } {
  const row = db.one<AnswerRow>(KEPT, tenantId, keyHash, now)
  return row === undefined ? { outcome: 'unknown' } : toRepeated(row)
}

/**
 * Called by a creation before it looks at anything else. Null: it is kept now, or nobody asked for that, so go on, and
 * take it back with `forgetAnswer` if nothing comes of it. Otherwise it was done before: answer that, and write nothing.
 * @param accountId whom the answer tells of, so that it goes when they are erased
 */
export function keepAnswer(
  db: Connection,
  tenantId: Id,
  idempotency: Idempotency | undefined,
  now: number,
  accountId: Id | null = null,
): Repeated | null {
  if (idempotency === undefined) return null
  const { keyHash, requestHash, answer, expiresAt } = idempotency
  const found = findRepeated(db, tenantId, { keyHash, now })
  if (found.outcome === 'repeated') return found
  db.run(KEEP, tenantId, keyHash, toBlob(requestHash), answer, expiresAt, accountId)
  return null
}

/** The creation came to nothing after all. A batch is one transaction, so there is no undoing of a single verb. */
export function forgetAnswer(db: Connection, tenantId: Id, idempotency: Idempotency | undefined): void {
  if (idempotency !== undefined) db.run(FORGET, tenantId, idempotency.keyHash)
}
