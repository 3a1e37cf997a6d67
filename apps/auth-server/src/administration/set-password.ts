import { checkPassword, type Account } from '@identity-hub/core'
import { administrativeEvent, done, invalid, type Administration, type Result } from './administration.ts'
import { findTenant } from './find-tenant.ts'
import { findUser, noSuchUser } from './find-user.ts'

/** A new password by the administrator: whoever may have known the old one loses all sessions and grants. */
export async function setPassword(
  administration: Administration,
  input: { readonly tenant: string; readonly email: string; readonly password: string },
): Promise<Result<Account>> {
  const password = checkPassword(input.password)
  if (!password.ok) return invalid(password.problem)
  const tenant = await findTenant(administration, input.tenant)
  if (!tenant.ok) return tenant
  const user = await findUser(tenant.value, input.email)
  if (!user.ok) return user

  const { id } = user.value
  const changed = await tenant.value.changeAccount({
    accountId: id,
    change: { kind: 'reset-password', passwordHash: await administration.passwords.hash(password.value) },
    now: administration.now(),
    events: [administrativeEvent(administration, 'account.password_reset', {}, { subject: id })],
  })
  switch (changed.outcome) {
    case 'changed':
      return done(changed.account)
    case 'unchanged':
    case 'conflict':
      return invalid('the user was changed in the same moment; try again')
    case 'unknown':
      return noSuchUser(tenant.value, input.email)
  }
}
