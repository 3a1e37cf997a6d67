import type { ExchangeCode, ExchangeCodeOutcome, Id } from '@identity-hub/core'
import { insertAccessToken } from './access-tokens.ts'
import { MAX_FAILURES } from './authorization-codes.ts'
import type { Connection } from './connection.ts'
import { writeEvents } from './events.ts'
import { FENCE_HOLDS, fenceValues } from './fence.ts'
import { endGrant, recordIssue } from './grants.ts'
import { insertRefreshToken } from './refresh-tokens.ts'
import { explainFence } from './standing.ts'
import { toBlob } from './values.ts'

const USE = `
  UPDATE authorization_codes SET used_at = ?3
  WHERE id = ?10 AND tenant_id = ?2 AND code_hash = ?11 AND grant_id = ?1
    AND used_at IS NULL AND failures < ?12 AND expires_at > ?3
    AND EXISTS (SELECT 1 FROM grants g WHERE ${FENCE_HOLDS})`

/** A code works once; its second rightful use ends what came from the first. RFC 6749 §4.1.2 */
export function exchangeCode(db: Connection, tenantId: Id, input: ExchangeCode): ExchangeCodeOutcome {
  const { fence, codeId, accessToken, refreshToken, now } = input
  const hash = toBlob(input.codeHash)
  const used = db.run(USE, ...fenceValues(tenantId, fence, now), codeId, hash, MAX_FAILURES)
  const outcome = used === 1 ? ({ outcome: 'exchanged' } as const) : explain(db, tenantId, input, hash)
  if (outcome.outcome === 'exchanged') {
    insertAccessToken(db, tenantId, accessToken, { grantId: fence.grantId, client: fence.client })
    if (refreshToken !== null) insertRefreshToken(db, tenantId, refreshToken, fence.grantId)
    recordIssue(db, tenantId, fence, { accessToken, refreshToken })
  }
  writeEvents(db, tenantId, input.events?.[outcome.outcome])
  return outcome
}

interface CodeState {
  readonly failures: number
  readonly expiresAt: number
  readonly usedAt: number | null
}

const STATE = `
  SELECT failures, expires_at AS expiresAt, used_at AS usedAt FROM authorization_codes
  WHERE id = ?1 AND tenant_id = ?2 AND code_hash = ?3 AND grant_id = ?4`

function explain(db: Connection, tenantId: Id, input: ExchangeCode, hash: Uint8Array): ExchangeCodeOutcome {
  const { fence, codeId, now } = input
  const code = db.one<CodeState>(STATE, codeId, tenantId, hash, fence.grantId)
  const standing = explainFence(db, tenantId, fence, now)
  if (code === undefined || standing === null) return { outcome: 'unknown' }
  // Whatever else has ended meanwhile, a replay ends the grant for good.
  if (code.usedAt !== null && endGrant(db, tenantId, fence.grantId, 'code_replayed', now))
    return { outcome: 'replayed' }
  if (standing.dead !== null) return { outcome: 'dead', reason: standing.dead }
  if (code.failures >= MAX_FAILURES) return { outcome: 'spent' }
  return { outcome: code.expiresAt <= now ? 'expired' : 'stale' }
}
