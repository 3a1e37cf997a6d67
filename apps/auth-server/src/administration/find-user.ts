import { quoted, type Account, type TenantStorage } from '@identity-hub/core'
import { done, unknown, type Result } from './administration.ts'

/** The account behind an e-mail address. */
export async function findUser(storage: TenantStorage, email: string): Promise<Result<Account>> {
  const found = await storage.findAccountByIdentifier(email)
  return found.outcome === 'found' ? done(found.account) : noSuchUser(storage, email)
}

export function noSuchUser(storage: TenantStorage, email: string): Result<never> {
  return unknown('user', `there is no user ${quoted(email)} in the tenant ${storage.tenant.slug}`)
}
