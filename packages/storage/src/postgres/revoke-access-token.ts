import type { Id, TokenVerbs } from '@identity-hub/core'
import { REVOKED } from '../rows/access-tokens.ts'
import { toBlob } from '../rows/values.ts'
import { writeEvents } from './events.ts'
import type { Transaction } from './transactions.ts'

const REVOKE = `
  UPDATE issued_tokens AS k SET access_ends_at = ${REVOKED}
  WHERE k.id = $1 AND k.tenant_id = $2 AND k.access_token_hash = $3 AND k.access_ends_at <> ${REVOKED}
    AND $4 = coalesce(k.client, (SELECT g.client FROM grants g WHERE g.id = k.grant_id AND g.tenant_id = $2))`

/** RFC 7009 §2.1. The family of the token goes on. */
export async function revokeAccessToken(
  db: Transaction,
  tenantId: Id,
  input: Parameters<TokenVerbs['revokeAccessToken']>[0],
): ReturnType<TokenVerbs['revokeAccessToken']> {
  const revoked = await db.run(REVOKE, input.id, tenantId, toBlob(input.tokenHash), input.client)
  if (revoked === 0) return { outcome: 'unknown' }
  await writeEvents(db, tenantId, input.events?.revoked)
  return { outcome: 'revoked' }
}
