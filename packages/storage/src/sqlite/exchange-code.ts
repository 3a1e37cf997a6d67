import type { ExchangeCode, ExchangeCodeOutcome, Id } from '@identity-hub/core'
import {
  CODE_UNUSED,
  CODE_USED_AT,
  explainCode,
  MAX_FAILURES,
  type PresentedCodeRow,
} from '../rows/authorization-codes.ts'
import { STANDING_COLUMNS } from '../rows/standing.ts'
import { toBlob } from '../rows/values.ts'
import type { Connection } from './connection.ts'
import { writeEvents } from './events.ts'
import { FENCE_HOLDS, fenceValues } from './fence.ts'
import { endGrant } from './grants.ts'
import { insertTokens } from './issued-tokens.ts'
import { STANDING_TABLES } from './standing.ts'

// The rights were judged under the fence's policy and carry on: the next use need not judge them again.
const USE = `
  UPDATE grants AS g
  SET tokens_id = ?10, tokens_at = ?3, access_ends_at = ?11, policy_version = ?9
  WHERE g.code_hash = ?12 AND ${CODE_UNUSED} AND g.code_failures < ${MAX_FAILURES} AND g.code_ends_at > ?3
    AND ${FENCE_HOLDS}`

/** A code works once; its second rightful use ends what came from the first. RFC 6749 §4.1.2 */
export function exchangeCode(db: Connection, tenantId: Id, input: ExchangeCode): ExchangeCodeOutcome {
  const outcome = useCode(db, tenantId, input)
  writeEvents(db, tenantId, input.events?.[outcome.outcome])
  return outcome
}

function useCode(db: Connection, tenantId: Id, input: ExchangeCode): ExchangeCodeOutcome {
  const { fence, tokens, now } = input
  const hash = toBlob(input.codeHash)
  if (db.run(USE, ...fenceValues(tenantId, fence, now), tokens.id, tokens.accessToken.expiresAt, hash) === 1) {
    insertTokens(db, tenantId, fence.grantId, tokens, null)
    return { outcome: 'exchanged' }
  }
  const outcome = explainCode(db.one<PresentedCodeRow>(PRESENTED, tenantId, fence.grantId, hash), input)
  if (outcome === null) throw new Error('nothing stands against a code that was not exchanged')
  if (outcome.outcome === 'replayed') endGrant(db, tenantId, fence.grantId, 'code_replayed', now)
  return outcome
}

const PRESENTED = `
  SELECT g.code_failures AS failures, g.code_ends_at AS expiresAt, ${CODE_USED_AT} AS usedAt, ${STANDING_COLUMNS}
  FROM grants g ${STANDING_TABLES}
  WHERE g.id = ?2 AND g.tenant_id = ?1 AND g.code_hash = ?3`
