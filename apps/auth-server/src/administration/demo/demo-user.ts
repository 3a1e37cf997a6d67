import type { RandomBytes, TenantStorage } from '@identity-hub/core'
import { done, type Administration, type Result } from '../administration.ts'
import { setPassword } from '../set-password.ts'
import { createUser } from '../users/create-user.ts'

export interface DemoPerson {
  readonly email: string
  readonly name: string
  /** A role that they begin with. */
  readonly role?: string
}

export interface DemoUser {
  readonly password: string
  /** false: the person has changed it on the page since it was written down. */
  readonly isCurrent: boolean
  readonly isBlocked: boolean
  readonly changes: readonly string[]
}

/** A person with the password that was kept, or with a new one when none was. */
export async function prepareUser(
  administration: Administration,
  storage: TenantStorage,
  { email, name, role }: DemoPerson,
  keptPassword: string | undefined,
): Promise<Result<DemoUser>> {
  const password = keptPassword ?? newPassword(administration.random)
  const tenant = storage.tenant.slug
  const found = await storage.findAccountByIdentifier(email)
  if (found.outcome === 'unknown') {
    const roles = role === undefined ? [] : [role]
    const created = await createUser(administration, storage, { email, name, password, roles })
    return created.ok
      ? done({ password, isCurrent: true, isBlocked: false, changes: [`made the user ${email}`] })
      : created
  }
  const isBlocked = found.account.status !== 'active'
  if (keptPassword === undefined) {
    const changed = await setPassword(administration, { tenant, email, password })
    if (!changed.ok) return changed
    const changes = [`gave ${email} a new password, as the old one was lost`]
    return done({ password, isCurrent: true, isBlocked, changes })
  }
  const isCurrent = await administration.passwords.verify(found.passwordHash, password)
  return done({ password, isCurrent, isBlocked, changes: [] })
}

// 80 bits without look-alikes, in groups that are easy to type.
function newPassword(random: RandomBytes): string {
  const alphabet = '0123456789abcdefghjkmnpqrstvwxyz'
  const characters = Array.from(random(16), (byte) => alphabet.charAt(byte & 31)).join('')
  return characters.match(/.{4}/g)?.join('-') ?? characters
}
