import type { Connection } from './connection.ts'

interface DueGrant {
  readonly id: string
  readonly livesUntil: number
}

// The latest end of anything that still gives access. Tokens of other generations have ended before: each rotation
// needed a live one.
const DUE = `
  SELECT g.id, min(g.absolute_ends_at, max(g.access_ends_at, coalesce(r.idle_ends_at, 0))) AS livesUntil
  FROM grants g LEFT JOIN issued_tokens r ON r.id = g.tokens_id
  WHERE g.review_at <= ?1 ORDER BY g.review_at LIMIT ?2`
// The first look comes when the code need not be kept any longer.
const REVIEW_LATER = `
  UPDATE grants SET review_at = ?2, code_hash = NULL, redirect_uri = NULL, code_challenge = NULL, nonce = NULL
  WHERE id = ?1`
const REMOVE = 'DELETE FROM grants WHERE id = ?1'

/**
 * Removes grants of which nothing can be used any longer: mostly those whose refresh token idled out, long before their
 * absolute end. A look at a living one moves its next look to its present end, so each is seen about once per lifetime
 * and a refresh never has to move an index entry.
 */
export function reviewGrants(db: Connection, now: number, limit: number): { examined: number; removed: number } {
  const due = db.all<DueGrant>(DUE, now, limit)
  let removed = 0
  for (const { id, livesUntil } of due)
    if (livesUntil > now) db.run(REVIEW_LATER, id, livesUntil)
    else removed += db.run(REMOVE, id)
  return { examined: due.length, removed }
}
