import { describeRefusal } from '../events/describe-event.ts'
import type { RequestFacts } from '../request-facts.ts'
import type { TenantStorage } from '../storage/port.ts'
import type { DeadReason, GrantStanding } from '../storage/token-verbs.ts'
import { lostRight } from './lost-right.ts'

/** Rights that came back must not revive a grant that was refused for their loss, so the refusal is made to last. */
export async function buryWhenRightsChanged(
  storage: TenantStorage,
  standing: GrantStanding,
  reason: DeadReason,
  actor: string,
  facts: RequestFacts,
): Promise<void> {
  const { grant } = standing
  if (reason !== 'rights_changed' || grant.revokedAt !== null) return
  const subjects = { actor, subject: grant.accountId, client: grant.client, grantId: grant.id }
  await storage.revokeGrant({
    grantId: grant.id,
    reason,
    now: facts.now,
    events: { revoked: [describeRefusal(facts, 'grant.revoked', reason, lostRight(standing), subjects)] },
  })
}
