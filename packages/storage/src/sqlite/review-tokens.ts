import type { Connection } from './connection.ts'

const DUE = 'SELECT id FROM issued_tokens WHERE review_at <= ?1 ORDER BY review_at, id LIMIT ?2'
const LIVES = 'max(access_ends_at, coalesce(idle_ends_at, 0)) > ?1'
const ENDED = 'access_ends_at <= ?1'

// Its retry window has ended, its access token perhaps: the refresh token lives on, or may still be replayed.
const SHRINK = `
  UPDATE issued_tokens
  SET request_hash = NULL, retry_answer = NULL,
    access_token_hash = iif(${ENDED}, NULL, access_token_hash),
    scopes = iif(${ENDED}, NULL, scopes),
    audience = iif(${ENDED}, NULL, audience),
    review_at = iif(${ENDED}, idle_ends_at, access_ends_at)
  WHERE id IN (${DUE}) AND ${LIVES}`
const REMOVE = `DELETE FROM issued_tokens WHERE id IN (${DUE}) AND NOT ${LIVES}`

/** Erases what of a token response has ended, and removes the row when all of it has. */
export function reviewTokens(db: Connection, now: number, limit: number): { examined: number; removed: number } {
  const shrunk = db.run(SHRINK, now, limit)
  // The rest of the same rows: those that were shrunk are not due any longer.
  const removed = shrunk < limit ? db.run(REMOVE, now, limit - shrunk) : 0
  return { examined: shrunk + removed, removed }
}
