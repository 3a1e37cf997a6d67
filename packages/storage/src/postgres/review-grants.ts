import type { Connection } from './connection.ts'

// The latest end of anything that still gives access. Tokens of other generations have ended before: each rotation
// needed a live one. The first look comes when the code need not be kept any longer. A grant that somebody is using is
// passed over.
const REVIEW = `
  WITH due AS (
    SELECT g.id, least(g.absolute_ends_at, greatest(g.access_ends_at, (
      SELECT r.idle_ends_at FROM issued_tokens r WHERE r.id = g.tokens_id))) AS lives_until
    FROM grants g WHERE g.review_at <= $1 ORDER BY g.review_at LIMIT $2 FOR UPDATE SKIP LOCKED
  ), later AS (
    UPDATE grants g
    SET review_at = due.lives_until, code_hash = NULL, redirect_uri = NULL, code_challenge = NULL, nonce = NULL
    FROM due WHERE g.id = due.id AND due.lives_until > $1
  ), removed AS (
    DELETE FROM grants g USING due WHERE g.id = due.id AND due.lives_until <= $1 RETURNING g.id
  )
  SELECT (SELECT count(*) FROM due) AS examined, (SELECT count(*) FROM removed) AS removed`

/**
 * Removes grants of which nothing can be used any longer: mostly those whose refresh token idled out, long before their
 * absolute end. A look at a living one moves its next look to its present end, so each is seen about once per lifetime
 * and a refresh never has to move an index entry.
 */
export async function reviewGrants(
  db: Connection,
  now: number,
  limit: number,
): Promise<{ readonly examined: number; readonly removed: number }> {
  const reviewed = await db.one<{ examined: number; removed: number }>(REVIEW, now, limit)
  return reviewed ?? { examined: 0, removed: 0 }
}
