import { ManagementError } from '@identity-hub/client/management'
import type { Markup } from '@identity-hub/markup'
import { problemAt } from '../http/attempt.ts'
import { listQuery } from '../http/input.ts'
import type { Room } from '../http/routes.ts'
import { page, type Visit } from '../http/visit.ts'
import { may } from '../pages/sections.ts'
import { appNames } from '../grants/app-names.ts'
import { findUser } from '../users/find-user.ts'
import { eventNames } from './event-sentence.ts'
import { readFilter } from './filter.ts'
import { listEventsPage } from './list-page.ts'
import { noRequestPage, requestPage } from './request-page.ts'
import { usersIn } from './with-names.ts'

/** Events: list, filter; what one request did, and why. */
export const events: Room = (dependencies) => ({
  'GET /events': page(dependencies, async (visit, ctx) => {
    const query = ctx.URL.searchParams
    const { filter, problems } = readFilter(query)
    const apps = await appNames(visit)
    const user = await findUser(visit, may(visit, 'hub.users.read') ? query.get('user') : null)
    if (user.kind === 'nobody' || user.kind === 'several')
      return listEventsPage(visit, { page: undefined, query, user, names: { users: new Map(), apps }, problems })
    const rows = listQuery(ctx)
    const ofUser = user.kind === 'one' ? { user_id: user.user.id } : {}
    const { body } = await visit.api.listEvents({ query: { ...rows, ...filter, ...ofUser } })
    const names = await eventNames(visit, body.items, { apps })
    return listEventsPage(visit, { page: body, query, user, names, problems })
  }),

  'GET /events/explain': page(dependencies, (visit, ctx) =>
    explain(visit, ctx.URL.searchParams.get('id')?.trim().toLowerCase() ?? ''),
  ),
  'GET /events/requests/:request': page(dependencies, (visit, ctx) => explain(visit, ctx.params['request'] ?? '')),
})

const ID = /^[0-9a-hjkmnp-tv-z]{26}$/

async function explain(visit: Visit, id: string): Promise<Markup> {
  if (!ID.test(id))
    return noRequestPage(
      visit,
      id,
      problemAt('/id', 'A request id has 26 letters and digits, such as 01kb3m7qg8x0v4c2t9rj5hzd6e.').problem,
    )
  try {
    const { body } = await visit.api.explainRequest({ path: { request_id: id } })
    const names = await eventNames(visit, body.events, { others: usersIn(visit, body.sentence) })
    return requestPage(visit, body, names)
  } catch (error) {
    if (!(error instanceof ManagementError) || error.status !== 404) throw error
    return noRequestPage(visit, id, { detail: error.detail, fields: new Map() })
  }
}
