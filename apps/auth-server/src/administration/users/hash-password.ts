import type { TenantStorage } from '@identity-hub/core'
import { busy, done, type Administration, type Result } from '../administration.ts'

/** In turn with those who sign in: whoever makes many users at once waits for themselves. */
export async function hashPassword(
  { passwords, actor }: Administration,
  { tenant }: TenantStorage,
  password: string,
): Promise<Result<string>> {
  const hash = await passwords.gate(tenant.id, `administrator ${actor}`, () => passwords.hash(password, tenant.id))
  return hash === 'busy' ? busy('too many passwords wait to be hashed; try again in a few seconds') : done(hash)
}
