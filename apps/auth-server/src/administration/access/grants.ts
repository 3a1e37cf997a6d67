import type { DeadReason, Id, ListedGrant, TenantStorage } from '@identity-hub/core'
import {
  administrativeEvent,
  done,
  unknown,
  type Administration,
  type Refusal,
  type Result,
} from '../administration.ts'
import { findUserToChange } from '../users/change-user.ts'

/** `superseded`: something that it rests on ended what rests on it, for good. */
export type GrantEnd = Exclude<DeadReason, 'account_changed' | 'client_changed' | 'tenant_changed'> | 'superseded'

/** Why a grant gives nothing any longer, as far as that is known before its next use; null: it is live. */
export function endOfGrant(grant: ListedGrant, now: number): GrantEnd | null {
  if (grant.revokedAt !== null) return grant.revokedReason ?? 'revoked_by_administrator'
  if (grant.superseded) return 'superseded'
  return now >= grant.absoluteEndsAt ? 'grant_expired' : null
}

export async function findGrant(storage: TenantStorage, id: Id): Promise<Result<ListedGrant>> {
  const found = await storage.findGrant(id)
  return found.outcome === 'found' ? done(found.grant) : noSuchGrant(storage, id)
}

/** Ends its code and tokens for good. One that was revoked before stays as it is. */
export async function revokeGrant(
  administration: Administration,
  storage: TenantStorage,
  id: Id,
): Promise<Result<null>> {
  const grant = await findGrant(storage, id)
  if (!grant.ok) return grant
  const { accountId, client } = grant.value
  const user = await findUserToChange(administration, storage, accountId)
  if (!user.ok) return user
  const subjects = { subject: accountId, client, grantId: id }
  const revoked = await storage.revokeGrant({
    grantId: id,
    reason: 'revoked_by_administrator',
    now: administration.now(),
    events: { revoked: [administrativeEvent(administration, 'grant.revoked', {}, subjects)] },
  })
  return revoked.outcome === 'unknown' ? noSuchGrant(storage, id) : done(null)
}

function noSuchGrant({ tenant }: TenantStorage, id: Id): Refusal {
  return unknown('grant', `there is no grant ${id} in the tenant ${tenant.slug}`)
}
