import type { Client, Id, TenantStorage } from '@identity-hub/core'
import { administrativeEvent, done, type Administration, type Result } from '../administration.ts'
import { findUserToChange } from '../users/change-user.ts'
import type { User } from '../users/user.ts'

export interface WithdrawnConsent extends User {
  /** How many grants ended with it. */
  readonly endedGrants: number
  /** false: there was nothing to withdraw. */
  readonly changed: boolean
}

/** Takes back what a user allowed a client: its tokens die, and it has to ask again. */
export async function withdrawConsentOf(
  administration: Administration,
  storage: TenantStorage,
  id: Id,
  client: Client,
): Promise<Result<WithdrawnConsent>> {
  const user = await findUserToChange(administration, storage, id)
  if (!user.ok) return user
  const data = { clientId: client.clientId }
  const subjects = { subject: id, client: client.id }
  const withdrawn = await storage.withdrawConsent({
    accountId: id,
    client: client.id,
    now: administration.now(),
    events: { withdrawn: [administrativeEvent(administration, 'consent.withdrawn', data, subjects)] },
  })
  const changed = withdrawn.outcome === 'withdrawn'
  return done({ ...user.value, endedGrants: changed ? withdrawn.revokedGrants : 0, changed })
}
