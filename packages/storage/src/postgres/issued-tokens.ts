import type { Fence, Id, NewAccessToken, NewTokens } from '@identity-hub/core'
import { firstReview, type RetryAnswer } from '../rows/issued-tokens.ts'
import { toBlob, toList, toScopes } from '../rows/values.ts'
import type { Transaction } from './transactions.ts'

const INSERT = `
  INSERT INTO issued_tokens (id, tenant_id, grant_id, access_token_hash, scopes, audience, access_ends_at,
    refresh_token_hash, idle_ends_at, request_hash, retry_answer, review_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`
const IS_THERE = 'SELECT id FROM issued_tokens WHERE id = $1'

/** Under a grant. @param answer what its response can be made of again */
export async function insertTokens(
  db: Transaction,
  tenantId: Id,
  grantId: Id,
  tokens: NewTokens,
  answer: RetryAnswer | null,
): Promise<void> {
  const { accessToken, refreshToken } = tokens
  db.leaveWitness(IS_THERE, tokens.id)
  await db.run(
    INSERT,
    tokens.id,
    tenantId,
    grantId,
    toBlob(accessToken.tokenHash),
    toScopes(accessToken.scopes),
    toList(accessToken.audience),
    accessToken.expiresAt,
    refreshToken === null ? null : toBlob(refreshToken.tokenHash),
    refreshToken?.idleEndsAt ?? null,
    answer === null ? null : toBlob(answer.requestHash),
    answer?.retryAnswer ?? null,
    firstReview(tokens, answer),
  )
}

const INSERT_APP_TOKEN = `
  INSERT INTO issued_tokens (id, tenant_id, client, client_epoch, tenant_epoch, access_token_hash, scopes, audience,
    access_ends_at, review_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9)`

/** From client credentials: it rests on the client alone. */
export async function insertAppToken(
  db: Transaction,
  tenantId: Id,
  token: NewAccessToken & { readonly id: Id },
  fence: Pick<Fence, 'client' | 'clientEpoch' | 'tenantEpoch'>,
): Promise<void> {
  db.leaveWitness(IS_THERE, token.id)
  await db.run(
    INSERT_APP_TOKEN,
    token.id,
    tenantId,
    fence.client,
    fence.clientEpoch,
    fence.tenantEpoch,
    toBlob(token.tokenHash),
    toScopes(token.scopes),
    toList(token.audience),
    token.expiresAt,
  )
}

const ERASE_ANSWER = `
  UPDATE issued_tokens SET request_hash = NULL, retry_answer = NULL
  WHERE id = $1 AND tenant_id = $2 AND retry_answer IS NOT NULL`
const ERASE_ANSWERS_OF_GRANTS = `
  UPDATE issued_tokens q SET request_hash = NULL, retry_answer = NULL FROM grants g
  WHERE g.id = ANY($1::text[]) AND g.tenant_id = $2 AND q.id = g.tokens_id AND q.tenant_id = $2
    AND q.retry_answer IS NOT NULL`

/** Whoever uses a token has received it: the answer that handed it out has served. */
export async function eraseAnswer(db: Transaction, tenantId: Id, id: Id): Promise<void> {
  await db.run(ERASE_ANSWER, id, tenantId)
}

/** A grant that has ended repeats nothing. The caller has locked the grants. */
export async function eraseAnswersOf(db: Transaction, tenantId: Id, grantIds: readonly Id[]): Promise<void> {
  await db.run(ERASE_ANSWERS_OF_GRANTS, grantIds, tenantId)
}
