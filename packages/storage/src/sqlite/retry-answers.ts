import type { Id } from '@identity-hub/core'
import type { Connection } from './connection.ts'
import { toBlob } from '../rows/values.ts'

const KEEP = `
  INSERT INTO retry_answers (token_id, tenant_id, request_hash, sealed_answer, retry_until)
  VALUES (?1, ?2, ?3, ?4, ?5)`
const ERASE = 'DELETE FROM retry_answers WHERE token_id = ?1 AND tenant_id = ?2'
const ERASE_OF_GRANT = `
  DELETE FROM retry_answers
  WHERE token_id = (SELECT refresh_token_id FROM grants WHERE id = ?1 AND tenant_id = ?2) AND tenant_id = ?2`

export interface RetryAnswer {
  readonly requestHash: string
  readonly retryAnswer: Uint8Array
  readonly retryUntil: number
}

/** Keeps the sealed answer that hands out `tokenId`. */
export function keepAnswer(db: Connection, tenantId: Id, tokenId: Id, answer: RetryAnswer): void {
  db.run(KEEP, tokenId, tenantId, toBlob(answer.requestHash), answer.retryAnswer, answer.retryUntil)
}

/** Whoever uses a token has received it: the answer that handed it out has served. */
export function eraseAnswer(db: Connection, tenantId: Id, tokenId: Id): void {
  db.run(ERASE, tokenId, tenantId)
}

/** A grant that has ended repeats nothing. */
export function eraseAnswerOf(db: Connection, tenantId: Id, grantId: Id): void {
  db.run(ERASE_OF_GRANT, grantId, tenantId)
}
