import type { Fence, Id, NewAccessToken, NewTokens } from '@identity-hub/core'
import { firstReview, type RetryAnswer } from '../rows/issued-tokens.ts'
import { toBlob, toList, toScopes } from '../rows/values.ts'
import type { Connection } from './connection.ts'

const INSERT = `
  INSERT INTO issued_tokens (id, tenant_id, grant_id, access_token_hash, scopes, audience, access_ends_at,
    refresh_token_hash, idle_ends_at, request_hash, retry_answer, review_at)
  VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)`

/** Under a grant. @param answer what its response can be made of again */
export function insertTokens(
  db: Connection,
  tenantId: Id,
  grantId: Id,
  tokens: NewTokens,
  answer: RetryAnswer | null,
): void {
  const { accessToken, refreshToken } = tokens
  db.run(
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
  VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?9)`

/** From client credentials: it rests on the client alone. */
export function insertAppToken(
  db: Connection,
  tenantId: Id,
  token: NewAccessToken & { readonly id: Id },
  fence: Pick<Fence, 'client' | 'clientEpoch' | 'tenantEpoch'>,
): void {
  db.run(
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
  WHERE id = ?1 AND tenant_id = ?2 AND retry_answer IS NOT NULL`
const ERASE_ANSWER_OF_GRANT = `
  UPDATE issued_tokens SET request_hash = NULL, retry_answer = NULL
  WHERE id = (SELECT tokens_id FROM grants WHERE id = ?1 AND tenant_id = ?2) AND tenant_id = ?2
    AND retry_answer IS NOT NULL`

/** Whoever uses a token has received it: the answer that handed it out has served. */
export function eraseAnswer(db: Connection, tenantId: Id, id: Id): void {
  db.run(ERASE_ANSWER, id, tenantId)
}

/** A grant that has ended repeats nothing. */
export function eraseAnswerOf(db: Connection, tenantId: Id, grantId: Id): void {
  db.run(ERASE_ANSWER_OF_GRANT, grantId, tenantId)
}
