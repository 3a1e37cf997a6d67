import { checkDisplayName, checkEmail, checkPassword, newId, quoted, type Account } from '@identity-hub/core'
import { administrativeEvent, done, exists, invalid, type Administration, type Result } from './administration.ts'
import { findTenant } from './find-tenant.ts'

/** A person who signs in with their e-mail address and this password. Nobody has verified the address. */
export async function createUser(
  administration: Administration,
  input: { readonly tenant: string; readonly email: string; readonly name: string; readonly password: string },
): Promise<Result<Account>> {
  const email = checkEmail(input.email)
  if (!email.ok) return invalid(email.problem)
  const name = checkDisplayName(input.name)
  if (!name.ok) return invalid(name.problem)
  const password = checkPassword(input.password)
  if (!password.ok) return invalid(password.problem)
  const tenant = await findTenant(administration, input.tenant)
  if (!tenant.ok) return tenant

  const now = administration.now()
  const id = newId(now, administration.random)
  const created = await tenant.value.createAccount({
    account: {
      id,
      displayName: name.value,
      userName: email.value,
      emailAddress: email.value,
      emailVerified: false,
    },
    passwordHash: await administration.passwords.hash(password.value),
    now,
    events: [administrativeEvent(administration, 'account.created', {}, { subject: id })],
  })
  return created.outcome === 'created'
    ? done(created.account)
    : exists(`the user ${quoted(email.value)} is there already; write another e-mail address`)
}
