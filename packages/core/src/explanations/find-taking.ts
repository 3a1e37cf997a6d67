import type { HubEvent } from '../events/events.ts'
import type { TenantStorage } from '../storage/port.ts'
import { findBefore } from './find-before.ts'

/** Somebody took a role away. */
export type Taking = HubEvent<'role.removed'>

/** Who took the role away whose loss ended a grant; null: nothing is known of it, or the grant ended otherwise. */
export async function findTaking(
  storage: Pick<TenantStorage, 'listEvents'>,
  events: readonly HubEvent[],
): Promise<Taking | null> {
  const end = events.find((event) => event.type === 'grant.revoked' && event.data.requiredRole !== undefined)
  if (end?.type !== 'grant.revoked' || end.subject === null) return null
  const { requiredRole = '' } = end.data
  // A scope of the hub's own is opened by any of several roles.
  const roles = [requiredRole, ...requiredRole.split(' or ')]
  const removals = await findBefore(storage, end, { subject: end.subject, types: ['role.removed'] })
  return (
    removals.find((event): event is Taking => event.type === 'role.removed' && roles.includes(event.data.role)) ?? null
  )
}
