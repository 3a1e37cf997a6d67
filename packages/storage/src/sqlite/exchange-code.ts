import type { ExchangeCode, ExchangeCodeOutcome, Id } from '@identity-hub/core'
import { explainCode, MAX_FAILURES, type PresentedCodeRow } from '../rows/authorization-codes.ts'
import { STANDING_COLUMNS } from '../rows/standing.ts'
import { toBlob } from '../rows/values.ts'
import { insertAccessToken } from './access-tokens.ts'
import type { Connection } from './connection.ts'
import { writeEvents } from './events.ts'
import { FENCE_HOLDS, fenceValues } from './fence.ts'
import { endGrant, recordIssue } from './grants.ts'
import { insertRefreshToken } from './refresh-tokens.ts'
import { STANDING_TABLES } from './standing.ts'

const USE = `
  UPDATE authorization_codes SET used_at = ?3
  WHERE id = ?10 AND tenant_id = ?2 AND code_hash = ?11 AND grant_id = ?1
    AND used_at IS NULL AND failures < ?12 AND expires_at > ?3
    AND EXISTS (SELECT 1 FROM grants g WHERE ${FENCE_HOLDS})`

/** A code works once; its second rightful use ends what came from the first. RFC 6749 §4.1.2 */
export function exchangeCode(db: Connection, tenantId: Id, input: ExchangeCode): ExchangeCodeOutcome {
  const outcome = useCode(db, tenantId, input)
  writeEvents(db, tenantId, input.events?.[outcome.outcome])
  return outcome
}

function useCode(db: Connection, tenantId: Id, input: ExchangeCode): ExchangeCodeOutcome {
  const { fence, codeId, accessToken, refreshToken, now } = input
  const hash = toBlob(input.codeHash)
  if (db.run(USE, ...fenceValues(tenantId, fence, now), codeId, hash, MAX_FAILURES) === 1) {
    insertAccessToken(db, tenantId, accessToken, { grantId: fence.grantId, client: fence.client })
    if (refreshToken !== null) insertRefreshToken(db, tenantId, refreshToken, fence.grantId)
    recordIssue(db, tenantId, fence, { accessToken, refreshToken })
    return { outcome: 'exchanged' }
  }
  const presented = db.one<PresentedCodeRow>(PRESENTED, tenantId, codeId, hash, fence.grantId)
  const outcome = explainCode(presented, input)
  if (outcome === null) throw new Error('nothing stands against a code that was not exchanged')
  if (outcome.outcome === 'replayed') endGrant(db, tenantId, fence.grantId, 'code_replayed', now)
  return outcome
}

const PRESENTED = `
  SELECT k.failures, k.expires_at AS expiresAt, k.used_at AS usedAt, ${STANDING_COLUMNS}
  FROM authorization_codes k JOIN grants g ON g.id = k.grant_id AND g.tenant_id = ?1 ${STANDING_TABLES}
  WHERE k.id = ?2 AND k.tenant_id = ?1 AND k.code_hash = ?3 AND k.grant_id = ?4`
