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
import { endGrant, lockGrant } from './grants.ts'
import { insertTokens } from './issued-tokens.ts'
import { STANDING_TABLES } from './standing.ts'
import type { Transaction } from './transactions.ts'

/** A code works once; its second rightful use ends what came from the first. RFC 6749 §4.1.2 */
export async function exchangeCode(db: Transaction, tenantId: Id, input: ExchangeCode): Promise<ExchangeCodeOutcome> {
  await lockGrant(db, tenantId, input.fence.grantId)
  const outcome = await useCode(db, tenantId, input)
  await writeEvents(db, tenantId, input.events?.[outcome.outcome])
  return outcome
}

// The rights were judged under the fence's policy and carry on: the next use need not judge them again.
const USE = `
  UPDATE grants AS g
  SET tokens_id = $10, tokens_at = $3, access_ends_at = $11, policy_version = $9
  WHERE g.code_hash = $12 AND ${CODE_UNUSED} AND g.code_failures < ${MAX_FAILURES} AND g.code_ends_at > $3
    AND ${FENCE_HOLDS}`

async function useCode(db: Transaction, tenantId: Id, input: ExchangeCode): Promise<ExchangeCodeOutcome> {
  const { fence, tokens, now } = input
  const values = [tokens.id, tokens.accessToken.expiresAt, toBlob(input.codeHash)] as const
  if ((await db.run(USE, ...fenceValues(tenantId, fence, now), ...values)) === 1) {
    await insertTokens(db, tenantId, fence.grantId, tokens, null)
    return { outcome: 'exchanged' }
  }
  const outcome = (await explainExchange(db, tenantId, input)) ?? { outcome: 'stale' }
  if (outcome.outcome === 'replayed') await endGrant(db, tenantId, fence.grantId, 'code_replayed', now)
  return outcome
}

const PRESENTED = `
  SELECT g.code_failures AS failures, g.code_ends_at AS "expiresAt", ${CODE_USED_AT} AS "usedAt", ${STANDING_COLUMNS}
  FROM grants g ${STANDING_TABLES}
  WHERE g.id = $2 AND g.tenant_id = $1 AND g.code_hash = $3`

/** Why the code is not exchanged; null: nothing stands against it. Nothing is written. */
export async function explainExchange(
  db: Connection,
  tenantId: Id,
  input: ExchangeCode,
): Promise<ExchangeCodeOutcome | null> {
  const values = [tenantId, input.fence.grantId, toBlob(input.codeHash)] as const
  return explainCode(await db.one<PresentedCodeRow>(PRESENTED, ...values), input)
}
