import type { Account } from '@identity-hub/core'
import { administrativeEvent, done, invalid, type Administration, type Result } from './administration.ts'
import { findTenant } from './find-tenant.ts'
import { findUser, noSuchUser } from './find-user.ts'

export interface UserChange {
  readonly account: Account
  /** false: it was so already. */
  readonly changed: boolean
}

/** Blocking ends all sessions and grants for good; unblocking lets the person sign in again and revives nothing. */
export async function blockUser(
  administration: Administration,
  input: { readonly tenant: string; readonly email: string; readonly block: boolean },
): Promise<Result<UserChange>> {
  const tenant = await findTenant(administration, input.tenant)
  if (!tenant.ok) return tenant
  const user = await findUser(tenant.value, input.email)
  if (!user.ok) return user

  const { id } = user.value
  const type = input.block ? 'account.blocked' : 'account.unblocked'
  const changed = await tenant.value.changeAccount({
    accountId: id,
    change: { kind: input.block ? 'block' : 'unblock' },
    now: administration.now(),
    events: [administrativeEvent(administration, type, {}, { subject: id })],
  })
  switch (changed.outcome) {
    case 'changed':
      return done({ account: changed.account, changed: true })
    case 'unchanged':
      return done({ account: user.value, changed: false })
    case 'conflict':
      return invalid('the user was changed in the same moment; try again')
    case 'unknown':
      return noSuchUser(tenant.value, input.email)
  }
}
