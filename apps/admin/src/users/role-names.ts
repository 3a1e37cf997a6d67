import { everyItem } from '@identity-hub/client/management'
import type { Visit } from '../http/visit.ts'
import { may } from '../pages/sections.ts'
import { mayGive } from './roles-card.ts'

/** A select is no place for more. */
const MOST_OFFERED = 500

/** Names of the tenant's roles, for whoever may see them. */
export async function roleNames(visit: Visit): Promise<readonly string[]> {
  if (!may(visit, 'hub.policy.read')) return []
  const names: string[] = []
  for await (const { name } of everyItem(visit.api.listRoles, { limit: 200 })) {
    names.push(name)
    if (names.length === MOST_OFFERED) break
  }
  // Its own before those of the hub itself.
  return [...names.filter((name) => !isOfHub(name)), ...names.filter(isOfHub)]
}

const isOfHub = (name: string): boolean => name.startsWith('hub.')

/** Those that this person may give to somebody who has these already. */
export async function givableRoles(visit: Visit, held: readonly string[] = []): Promise<readonly string[]> {
  if (!may(visit, 'hub.policy.write')) return []
  const names = await roleNames(visit)
  return names.filter((name) => mayGive(visit, name) && !held.includes(name))
}
