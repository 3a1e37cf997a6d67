import type { ExchangeCode, ExchangeCodeOutcome, Id } from '@identity-hub/core'
import { explainCode, MAX_FAILURES, type PresentedCodeRow } from '../rows/authorization-codes.ts'
import { STANDING_COLUMNS } from '../rows/standing.ts'
import { toBlob } from '../rows/values.ts'
import { insertAccessToken } from './access-tokens.ts'
import type { Connection } from './connection.ts'
import { writeEvents } from './events.ts'
import { FENCE_HOLDS, fenceValues } from './fence.ts'
import { endGrant, lockGrant, recordIssue } from './grants.ts'
import { insertRefreshToken } from './refresh-tokens.ts'
import { STANDING_TABLES } from './standing.ts'
import type { Transaction } from './transactions.ts'

/** A code works once; its second rightful use ends what came from the first. RFC 6749 §4.1.2 */
export async function exchangeCode(db: Transaction, tenantId: Id, input: ExchangeCode): Promise<ExchangeCodeOutcome> {
  await lockGrant(db, tenantId, input.fence.grantId)
  const outcome = await useCode(db, tenantId, input)
  await writeEvents(db, tenantId, input.events?.[outcome.outcome])
  return outcome
}

const USE = `
  UPDATE authorization_codes SET used_at = $3
  WHERE id = $10 AND tenant_id = $2 AND code_hash = $11 AND grant_id = $1
    AND used_at IS NULL AND failures < $12 AND expires_at > $3
    AND EXISTS (SELECT 1 FROM grants g WHERE ${FENCE_HOLDS})`

async function useCode(db: Transaction, tenantId: Id, input: ExchangeCode): Promise<ExchangeCodeOutcome> {
  const { fence, codeId, accessToken, refreshToken, now } = input
  const values = [...fenceValues(tenantId, fence, now), codeId, toBlob(input.codeHash), MAX_FAILURES]
  if ((await db.run(USE, ...values)) === 1) {
    await insertAccessToken(db, tenantId, accessToken, { grantId: fence.grantId, client: fence.client })
    if (refreshToken !== null) await insertRefreshToken(db, tenantId, refreshToken, fence.grantId)
    await recordIssue(db, tenantId, fence, { accessToken, refreshToken })
    return { outcome: 'exchanged' }
  }
  const outcome = (await explainExchange(db, tenantId, input)) ?? { outcome: 'stale' }
  if (outcome.outcome === 'replayed') await endGrant(db, tenantId, fence.grantId, 'code_replayed', now)
  return outcome
}

const PRESENTED = `
  SELECT k.failures, k.expires_at AS "expiresAt", k.used_at AS "usedAt", ${STANDING_COLUMNS}
  FROM authorization_codes k JOIN grants g ON g.id = k.grant_id AND g.tenant_id = k.tenant_id ${STANDING_TABLES}
  WHERE k.id = $2 AND k.tenant_id = $1 AND k.code_hash = $3 AND k.grant_id = $4`

/** Why the code is not exchanged; null: nothing stands against it. Nothing is written. */
export async function explainExchange(
  db: Connection,
  tenantId: Id,
  input: ExchangeCode,
): Promise<ExchangeCodeOutcome | null> {
  const values = [tenantId, input.codeId, toBlob(input.codeHash), input.fence.grantId] as const
  return explainCode(await db.one<PresentedCodeRow>(PRESENTED, ...values), input)
}
