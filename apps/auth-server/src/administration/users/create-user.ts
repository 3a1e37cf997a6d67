import { newId, quoted, type Account, type TenantStorage } from '@identity-hub/core'
import {
  administrativeEvent,
  done,
  exists,
  invalid,
  repeatedBefore,
  type Administration,
  type KeepAnswer,
  type Result,
} from '../administration.ts'
import { refuseGivingRole } from './administrators.ts'
import { hashPassword } from './hash-password.ts'
import { refuseNewUser, type NewUser } from './new-user.ts'
import { issuePasswordLink, type IssuedPasswordLink } from './password-link.ts'
import { makeHubRoles } from './user-roles.ts'
import type { User } from './user.ts'

export interface CreatedUser extends User {
  /** null: they have a password. */
  readonly invitation: IssuedPasswordLink | null
}

/** With a password; or without one, and then there is a link with which the person chooses it. */
export async function createUser(
  administration: Administration,
  storage: TenantStorage,
  input: NewUser,
  keep?: KeepAnswer<CreatedUser>,
): Promise<Result<CreatedUser>> {
  const roles = [...new Set(input.roles)].toSorted()
  const refusal = refuseNewUser(input)
  if (refusal !== null) return refusal
  for (const role of roles) {
    const ofRole = refuseGivingRole(administration, storage, role)
    if (ofRole !== null) return ofRole
  }
  const passwordHash = await passwordHashOf(administration, storage, input)
  if (!passwordHash.ok) return passwordHash

  const account = newAccount(administration, input)
  const { id, displayName: name, emailAddress: email, claims } = account
  const subjects = { subject: id }
  const invited = passwordHash.value === null ? issuePasswordLink(administration, storage, 'invitation') : null
  const user: CreatedUser = { account, roles, invitation: invited?.issued ?? null }
  await makeHubRoles(administration, storage, roles)
  const created = await storage.createAccount({
    account,
    passwordHash: passwordHash.value,
    roles,
    ...(invited !== null && { invitation: invited.link }),
    ...(keep !== undefined && { idempotency: keep(user) }),
    now: administration.now(),
    events: [
      {
        ...administrativeEvent(administration, 'account.created', roles.length > 0 ? { roles } : {}, subjects),
        personal: { after: { name, email, claims } },
      },
      ...(invited === null
        ? []
        : [administrativeEvent(administration, 'account.password_link_made', { purpose: 'invitation' }, subjects)]),
    ],
  })
  switch (created.outcome) {
    case 'created':
      return done({ ...user, account: created.account })
    case 'exists':
      return exists(`the user ${quoted(input.email)} is there already; write another e-mail address`, '/email')
    case 'unknown-role': {
      const problem = `there is no role ${quoted(created.role)} in the tenant ${storage.tenant.slug}`
      return invalid(problem, `/roles/${input.roles?.indexOf(created.role) ?? 0}`)
    }
    case 'repeated':
      return repeatedBefore(created)
  }
}

async function passwordHashOf(
  administration: Administration,
  storage: TenantStorage,
  { password, passwordHash }: NewUser,
): Promise<Result<string | null>> {
  return password === undefined ? done(passwordHash ?? null) : hashPassword(administration, storage, password)
}

/** As it will be stored. */
function newAccount({ now, random }: Administration, input: NewUser): Account {
  return {
    id: newId(now(), random),
    status: 'active',
    epoch: 0,
    revision: 0,
    displayName: input.name.trim(),
    userName: input.email,
    emailAddress: input.email,
    emailVerified: input.emailVerified ?? false,
    claims: input.claims ?? {},
    createdAt: now(),
    erasedAt: null,
  }
}
