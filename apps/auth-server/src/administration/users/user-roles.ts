import { isHubRole, type Id, type TenantStorage } from '@identity-hub/core'
import { administrativeEvent, done, type Administration, type Result } from '../administration.ts'
import { copyHubClients } from '../hub-clients.ts'
import { findRole, noRoleNamed } from '../roles/find-role.ts'
import { lastAdministrator, refuseGivingRole, refuseTakingRole, roleToKeep } from './administrators.ts'
import { findUserToChange } from './change-user.ts'
import { noUserWithId, type UserChange } from './user.ts'

/**
 * Gives a user a role, and with it the scopes that require it. Who becomes an administrator chooses their password by no
 * link from before: somebody who may not touch administrators could have made it, and would be one.
 */
export async function giveRole(
  administration: Administration,
  storage: TenantStorage,
  id: Id,
  role: string,
): Promise<Result<UserChange>> {
  const user = await findUserToChange(administration, storage, id)
  if (!user.ok) return user
  const refusal = refuseGivingRole(administration, storage, role)
  if (refusal !== null) return refusal
  await makeHubRoles(administration, storage, [role])
  const assigned = await storage.assignRole({
    accountId: id,
    role,
    endsPasswordLinks: isHubRole(role),
    now: administration.now(),
    events: [administrativeEvent(administration, 'role.assigned', { role }, { subject: id })],
  })
  if (assigned.outcome === 'unknown') return noUserWithId(storage, id)
  if (assigned.outcome === 'unknown-role') return noRoleNamed(storage, role)
  const roles = await storage.listAccountRoles(id)
  return done({ account: user.value.account, roles, changed: assigned.outcome === 'changed' })
}

/** Takes a role away: grants that rest on it end at their next use. */
export async function takeRole(
  administration: Administration,
  storage: TenantStorage,
  id: Id,
  role: string,
): Promise<Result<UserChange>> {
  const user = await findUserToChange(administration, storage, id)
  if (!user.ok) return user
  const { account, roles } = user.value
  if (!roles.includes(role)) {
    // What is not theirs is gone already; what nobody can have was most likely misspelt.
    const found = await findRole(storage, role)
    return found.ok ? done({ ...user.value, changed: false }) : found
  }
  const refusal = refuseTakingRole(administration, role)
  if (refusal !== null) return refusal
  const removed = await storage.removeRole({
    accountId: id,
    role,
    keepOne: role === roleToKeep(storage),
    now: administration.now(),
    events: [administrativeEvent(administration, 'role.removed', { role }, { subject: id })],
  })
  if (removed.outcome === 'unknown') return noUserWithId(storage, id)
  if (removed.outcome === 'last') return lastAdministrator()
  return done({ account, roles: await storage.listAccountRoles(id), changed: removed.outcome === 'changed' })
}

/** Those of the hub have no record until somebody has them, who then needs the clients that administrators sign in with. */
export async function makeHubRoles(
  administration: Administration,
  storage: TenantStorage,
  roles: readonly string[],
): Promise<void> {
  const ofHub = roles.filter(isHubRole)
  for (const name of ofHub) {
    const found = await storage.findRole(name)
    if (found.outcome === 'unknown')
      await storage.createRole({ role: { name, description: '' }, now: administration.now() })
  }
  if (ofHub.length > 0) await copyHubClients(administration, storage.tenant.slug)
}
