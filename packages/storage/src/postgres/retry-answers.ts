import type { Id } from '@identity-hub/core'
import { toBlob } from '../rows/values.ts'
import type { Transaction } from './transactions.ts'

const KEEP = `
  INSERT INTO retry_answers (token_id, tenant_id, request_hash, sealed_answer, retry_until)
  VALUES ($1, $2, $3, $4, $5)`
const ERASE = 'DELETE FROM retry_answers WHERE token_id = $1 AND tenant_id = $2'
const ERASE_OF_GRANTS = `
  DELETE FROM retry_answers q USING grants g
  WHERE g.id = ANY($1::text[]) AND g.tenant_id = $2 AND q.token_id = g.refresh_token_id AND q.tenant_id = $2`

/** Keeps the sealed answer that hands out `tokenId`. */
export async function keepAnswer(
  db: Transaction,
  tenantId: Id,
  tokenId: Id,
  answer: { readonly requestHash: string; readonly retryAnswer: Uint8Array; readonly retryUntil: number },
): Promise<void> {
  await db.run(KEEP, tokenId, tenantId, toBlob(answer.requestHash), answer.retryAnswer, answer.retryUntil)
}

/** Whoever uses a token has received it: the answer that handed it out has served. */
export async function eraseAnswer(db: Transaction, tenantId: Id, tokenId: Id): Promise<void> {
  await db.run(ERASE, tokenId, tenantId)
}

/** A grant that has ended repeats nothing. The caller has locked the grants. */
export async function eraseAnswersOf(db: Transaction, tenantId: Id, grantIds: readonly Id[]): Promise<void> {
  await db.run(ERASE_OF_GRANTS, grantIds, tenantId)
}
