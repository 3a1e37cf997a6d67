import { ManagementError } from '@identity-hub/client/management'
import type { Visit } from '../http/visit.ts'
import { may } from '../pages/sections.ts'

/** What people are called, by their id; administrators of the hub by `hub:` and their id, as events have them. */
export type Names = ReadonlyMap<string, string>

/** The hub answers so many at a time without anybody else having to wait. */
const AT_ONCE = 8
/** As events name people; administrators of the hub with where they belong. */
const ID = /^(hub:)?([0-9a-hjkmnp-tv-z]{26})$/

/** Whoever may not see people gets no names, and sees their ids. */
export async function namesOf(visit: Visit, ids: readonly (string | null)[]): Promise<Names> {
  const names = new Map<string, string>()
  if (!may(visit, 'hub.users.read')) return names
  const waiting = [...new Set(ids)].filter((id) => id !== null && ID.test(id)).values()
  const work = async (): Promise<void> => {
    for (const id of waiting) if (id !== null) names.set(id, await nameOf(visit, id))
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  return names
}

async function nameOf({ api, home, homeApi }: Visit, person: string): Promise<string> {
  const [, ofHub, id = person] = ID.exec(person) ?? []
  // Whoever administers one tenant does not learn who administers the hub.
  if (ofHub !== undefined && home !== 'hub') return 'an administrator of the hub'
  try {
    const { body } = await (ofHub === undefined ? api : homeApi).getUser({ path: { user_id: id } })
    return body.erased_at === null ? body.name : 'Somebody erased'
  } catch (error) {
    if (error instanceof ManagementError && error.status === 404) return id
    throw error
  }
}
