import type { Visit } from '../http/visit.ts'
import { may } from '../pages/sections.ts'
import type { Names } from '../users/names.ts'

const MOST = 200

/** What apps are called, by client id; of more than that the rest is shown by id, like those that were deleted. */
export async function appNames(visit: Visit): Promise<Names> {
  if (!may(visit, 'hub.clients.read')) return new Map()
  const { body } = await visit.api.listClients({ query: { limit: MOST } })
  return new Map(body.items.map(({ client_id: id, name }) => [id, name]))
}
