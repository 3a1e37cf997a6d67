import { checkPassword, type Id, type TenantStorage } from '@identity-hub/core'
import { administrativeEvent, done, type Administration, type Result } from '../administration.ts'
import { refuseMembers } from '../check-members.ts'
import { changeUser, findUserToChange } from './change-user.ts'
import { hashPassword } from './hash-password.ts'
import type { UserChange } from './user.ts'

/** A new password by an administrator: whoever may have known the old one loses all sessions and grants. */
export async function resetPassword(
  administration: Administration,
  storage: TenantStorage,
  id: Id,
  password: string,
): Promise<Result<UserChange>> {
  const refusal = refuseMembers({ '/password': checkPassword(password) })
  if (refusal !== null) return refusal
  // Before the hash is computed, which is dear.
  const user = await findUserToChange(administration, storage, id)
  if (!user.ok) return user
  const hash = await hashPassword(administration, storage, password)
  if (!hash.ok) return hash
  return changeUser(administration, storage, id, () =>
    done({
      change: { kind: 'reset-password', passwordHash: hash.value },
      events: [administrativeEvent(administration, 'account.password_reset', {}, { subject: id })],
    }),
  )
}
