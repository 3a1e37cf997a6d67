import type * as wire from '@identity-hub/api-types/management'
import { everyItem, type ManagementClient } from '@identity-hub/client/management'
import { quoted } from '@identity-hub/core'
import { Refused } from '../../refused.ts'

/** A user and the state that a change rests on. */
export type FoundUser = wire.UserWithRoles & { readonly etag: string }

const ID = /^[0-9a-hjkmnp-tv-z]{26}$/

/** The user behind an e-mail address, a user name or an id. Archived ones have theirs until they are erased. */
export async function findUser(client: ManagementClient, tenant: string, named: string): Promise<FoundUser> {
  const id = ID.test(named) ? named : await findId(client, named)
  if (id === null)
    throw new Refused(`there is no user ${quoted(named)} in the tenant ${tenant}; hub user list shows what there is`)
  const { body, etag } = await client.getUser({ path: { user_id: id } })
  return { ...body, etag: etag ?? '*' }
}

async function findId(client: ManagementClient, named: string): Promise<string | null> {
  const wanted = folded(named)
  if (wanted === '' || wanted.length > 200) return null
  // An archived one is listed only when it is asked for.
  for (const filter of [{}, { status: 'archived' } as const])
    for await (const user of everyItem(client.listUsers, { ...filter, search: named.trim(), limit: 200 }))
      if (folded(user.user_name) === wanted || (user.email !== null && folded(user.email) === wanted)) return user.id
  return null
}

/** As the hub compares identifiers: nobody has another's by width, case or spaces. */
function folded(identifier: string): string {
  return identifier.normalize('NFKC').toLowerCase().normalize('NFKC').trim()
}
