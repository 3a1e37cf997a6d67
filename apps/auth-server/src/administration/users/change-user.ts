import type { AccountChange, HubEvent, Id, TenantStorage } from '@identity-hub/core'
import { busy, done, exists, type Administration, type Result } from '../administration.ts'
import { lastAdministrator, refuseTouching } from './administrators.ts'
import { findUserById, noUserWithId, type User, type UserChange } from './user.ts'

export interface PlannedChange {
  readonly change: AccountChange
  readonly events: readonly HubEvent[]
  /** Not to the only active one who has this role. */
  readonly keepOneOf?: string
}

const MOST_TRIES = 5

/**
 * Changes a user as planned from what was read. Planned anew when somebody changed the user in between, so that nobody
 * becomes an administrator between the look and the change.
 * @param plan null: nothing is to be changed
 */
export async function changeUser(
  administration: Administration,
  storage: TenantStorage,
  id: Id,
  plan: (user: User) => Result<PlannedChange | null> | Promise<Result<PlannedChange | null>>,
): Promise<Result<UserChange>> {
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const user = await findUserToChange(administration, storage, id)
    if (!user.ok) return user
    const planned = await plan(user.value)
    if (!planned.ok) return planned
    if (planned.value === null) return done({ ...user.value, changed: false })
    const changed = await storage.changeAccount({
      accountId: id,
      ...planned.value,
      expectedRevision: user.value.account.revision,
      now: administration.now(),
    })
    switch (changed.outcome) {
      case 'changed':
        return done({ account: changed.account, roles: await storage.listAccountRoles(id), changed: true })
      case 'unchanged':
        return done({ ...user.value, changed: false })
      case 'exists':
        return exists('the e-mail address is that of another user; write another one', '/email')
      case 'last':
        return lastAdministrator()
      case 'unknown':
        return noUserWithId(storage, id)
      case 'conflict':
    }
  }
  return busy('the user was changed in the same moment; try again')
}

/** A user whom whoever asks may change: who has a role of the hub is for those who appoint administrators. */
export async function findUserToChange(
  administration: Administration,
  storage: TenantStorage,
  id: Id,
): Promise<Result<User>> {
  const user = await findUserById(storage, id)
  if (!user.ok) return user
  return refuseTouching(administration, user.value.roles) ?? user
}
