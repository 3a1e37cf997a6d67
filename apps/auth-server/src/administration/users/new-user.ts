import {
  checkClaims,
  checkDisplayName,
  checkEmail,
  checkPassword,
  checkRoleName,
  type Account,
  type Checked,
} from '@identity-hub/core'
import { checkPasswordHash } from '../../passwords/check-password-hash.ts'
import type { Refusal } from '../administration.ts'
import { refuseMembers } from '../check-members.ts'

/** A person who signs in with their e-mail address. */
export interface NewUser {
  readonly email: string
  /** Left out: nobody has verified it. */
  readonly emailVerified?: boolean
  readonly name: string
  /** Left out, and no hash either: they choose one with a link. */
  readonly password?: string
  /** A PHC string, made by another server. */
  readonly passwordHash?: string
  readonly claims?: Account['claims']
  readonly roles?: readonly string[]
}

/** Everything that is wrong with it; null: nothing. */
export function refuseNewUser({ email, name, password, passwordHash, claims, roles = [] }: NewUser): Refusal | null {
  return refuseMembers({
    '/email': checkEmail(email),
    '/name': checkDisplayName(name),
    '/password': password === undefined ? null : checkPassword(password),
    '/password_hash': passwordHash === undefined ? null : checkHash(passwordHash, password),
    '/claims': claims === undefined ? null : checkClaims(claims),
    ...Object.fromEntries(roles.map((role, index) => [`/roles/${index}`, checkRoleName(role)])),
  })
}

function checkHash(passwordHash: string, password: string | undefined): Checked<string> {
  if (password === undefined) return checkPasswordHash(passwordHash)
  return { ok: false, problem: 'there is a password as well; send one of them' }
}
