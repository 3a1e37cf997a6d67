import type { Account, Id, TenantStorage } from '@identity-hub/core'
import { done, unknown, type Refusal, type Result } from '../administration.ts'

/** A user with everything that says what they may. */
export interface User {
  readonly account: Account
  readonly roles: readonly string[]
}

/** What became of a user. */
export interface UserChange extends User {
  /** false: it was so already. */
  readonly changed: boolean
}

/** Also one who was erased. */
export async function findUserById(storage: TenantStorage, id: Id): Promise<Result<User>> {
  const found = await storage.findAccount(id)
  if (found.outcome === 'unknown') return noUserWithId(storage, id)
  return done({ account: found.account, roles: await storage.listAccountRoles(id) })
}

export function noUserWithId({ tenant }: TenantStorage, id: Id): Refusal {
  return unknown('user', `there is no user ${id} in the tenant ${tenant.slug}`)
}
