import type { Connection } from './connection.ts'

// Of what lives on, the retry window has ended, and perhaps the access token: the refresh token works, or may still be
// replayed. A row that somebody is using is passed over.
const REVIEW = `
  WITH due AS (
    SELECT k.id, greatest(k.access_ends_at, k.idle_ends_at) > $1 AS lives, k.access_ends_at <= $1 AS ended
    FROM issued_tokens k WHERE k.review_at <= $1 ORDER BY k.review_at LIMIT $2 FOR UPDATE SKIP LOCKED
  ), shrunk AS (
    UPDATE issued_tokens k
    SET request_hash = NULL, retry_answer = NULL,
      access_token_hash = CASE WHEN NOT due.ended THEN k.access_token_hash END,
      scopes = CASE WHEN NOT due.ended THEN k.scopes END,
      audience = CASE WHEN NOT due.ended THEN k.audience END,
      review_at = CASE WHEN due.ended THEN k.idle_ends_at ELSE k.access_ends_at END
    FROM due WHERE k.id = due.id AND due.lives
  ), removed AS (
    DELETE FROM issued_tokens k USING due WHERE k.id = due.id AND NOT due.lives RETURNING k.id
  )
  SELECT (SELECT count(*) FROM due) AS examined, (SELECT count(*) FROM removed) AS removed`

/** Erases what of a token response has ended, and removes the row when all of it has. */
export async function reviewTokens(
  db: Connection,
  now: number,
  limit: number,
): Promise<{ readonly examined: number; readonly removed: number }> {
  const reviewed = await db.one<{ examined: number; removed: number }>(REVIEW, now, limit)
  return reviewed ?? { examined: 0, removed: 0 }
}
