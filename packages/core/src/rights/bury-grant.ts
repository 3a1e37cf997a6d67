import { describeRefusal } from '../events/describe-event.ts'
import type { RequestFacts } from '../request-facts.ts'
import type { TenantStorage } from '../storage/port.ts'
import type { DeadReason, StandingGrant } from '../storage/token-verbs.ts'

/** Rights that came back must not revive a grant that was refused for their loss, so the refusal is made to last. */
export async function buryWhenRightsChanged(
  storage: TenantStorage,
  grant: StandingGrant,
  reason: DeadReason,
  actor: string,
  facts: RequestFacts,
): Promise<void> {
  if (reason !== 'rights_changed' || grant.revokedAt !== null) return
  const subjects = { actor, subject: grant.accountId, client: grant.client, grantId: grant.id }
  await storage.revokeGrant({
    grantId: grant.id,
    reason,
    now: facts.now,
    events: { revoked: [describeRefusal(facts, 'grant.revoked', reason, {}, subjects)] },
  })
}
