import { quoted, type TenantStorage } from '@identity-hub/core'
import { invalid, type Refusal } from '../administration.ts'

/** A client that requires a role that is not there would let nobody in, most likely for a misspelling; null: it is there. */
export async function refuseUnknownRole(storage: TenantStorage, role: string | null): Promise<Refusal | null> {
  if (role === null || (await storage.findRole(role)).outcome === 'found') return null
  return invalid(
    `there is no role ${quoted(role)} in the tenant ${storage.tenant.slug}; make it first`,
    '/required_role',
  )
}

/** That which a client requires, as a list. */
export const rolesOf = (role: string | null): readonly string[] => (role === null ? [] : [role])
