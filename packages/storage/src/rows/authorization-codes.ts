import type { AuthorizationCode, ExchangeCode, ExchangeCodeOutcome } from '@identity-hub/core'
import { explainStanding, type StandingRow } from './standing.ts'
import { fromBlob } from './values.ts'

/** So many wrong verifiers spend an unused code. */
export const MAX_FAILURES = 5

const KEPT_MILLISECONDS = 24 * 60 * 60 * 1000

/** A replay is noticed for a day, and for as long as the code's access token may live. */
export const codeKeptUntil = (expiresAt: number, accessTokenSeconds: number): number =>
  expiresAt + Math.max(KEPT_MILLISECONDS, accessTokenSeconds * 1000)

/** Of a grant `g` whose code was not exchanged. */
export const CODE_UNUSED = 'g.tokens_id = g.id'

/** Of one that was used long ago, the latest moment is known at which that can have been. */
export const CODE_USED_AT = `CASE WHEN ${CODE_UNUSED} THEN NULL ELSE g.tokens_at END`

/** The columns of the code of a grant `g`, beside those of its standing. */
export const CODE_COLUMNS = `
  g.code_hash AS "codeHash", g.redirect_uri AS "redirectUri", g.redirect_uri_sent AS "redirectUriSent",
  g.code_challenge AS "codeChallenge", g.nonce, g.code_failures AS failures, g.code_ends_at AS "expiresAt",
  ${CODE_USED_AT} AS "usedAt"`

export interface CodeRow extends StandingRow {
  readonly codeHash: Uint8Array
  readonly redirectUri: string
  readonly redirectUriSent: boolean | number
  readonly codeChallenge: string | null
  readonly nonce: string | null
  readonly failures: number
  readonly expiresAt: number
  readonly usedAt: number | null
}

export const toCode = (row: CodeRow): AuthorizationCode => ({
  id: row.grantId,
  codeHash: fromBlob(row.codeHash),
  redirectUri: row.redirectUri,
  redirectUriSent: Boolean(row.redirectUriSent),
  codeChallenge: row.codeChallenge,
  nonce: row.nonce,
  failures: row.failures,
  expiresAt: row.expiresAt,
  usedAt: row.usedAt,
})

/** A presented code and its grant's standing. */
export interface PresentedCodeRow extends StandingRow {
  readonly failures: number
  readonly expiresAt: number
  readonly usedAt: number | null
}

/**
 * What becomes of a presented code; null: nothing stands against its exchange. `replayed` is the caller's to make true:
 * the grant is to be ended.
 */
export function explainCode(row: PresentedCodeRow | undefined, input: ExchangeCode): ExchangeCodeOutcome | null {
  const standing = explainStanding(row, input.fence, input.now)
  if (row === undefined || standing === null) return { outcome: 'unknown' }
  // Whatever else has ended meanwhile, a replay ends the grant for good.
  if (row.usedAt !== null && row.revokedAt === null) return { outcome: 'replayed' }
  if (standing.dead !== null) return { outcome: 'dead', reason: standing.dead }
  if (row.failures >= MAX_FAILURES) return { outcome: 'spent' }
  if (row.expiresAt <= input.now) return { outcome: 'expired' }
  return standing.stale ? { outcome: 'stale' } : null
}
