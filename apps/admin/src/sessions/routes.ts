import { attemptDeletion } from '../http/attempt.ts'
import { listQuery } from '../http/input.ts'
import type { Room } from '../http/routes.ts'
import { action, page } from '../http/visit.ts'
import { pageOf } from '../users/addresses.ts'
import { findUser } from '../users/find-user.ts'
import { namesOf } from '../users/names.ts'
import { listSessionsPage } from './list-page.ts'

/** Sessions: list, end. */
export const sessions: Room = (dependencies) => ({
  'GET /sessions': page(dependencies, async (visit, ctx) => {
    const query = ctx.URL.searchParams
    const user = await findUser(visit, query.get('user'))
    if (user.kind === 'nobody' || user.kind === 'several')
      return listSessionsPage(visit, { page: undefined, query, user, names: new Map() })
    const filter = { ...listQuery(ctx), ...(user.kind === 'one' && { user_id: user.user.id }) }
    const { body } = await visit.api.listSessions({ query: filter })
    const names = await namesOf(
      visit,
      body.items.map(({ user_id: id }) => id),
    )
    return listSessionsPage(visit, { page: body, query, user, names })
  }),

  'POST /sessions/:session/end': action(dependencies, async (submission, ctx) => {
    const { api, tenant, form } = submission
    const path = { session_id: ctx.params['session'] ?? '' }
    const user = form.get('user')
    const to = user === null ? `/tenants/${tenant}/sessions` : `${pageOf(submission, user)}/access`
    const ended = await attemptDeletion(() => api.endSession({ path }))
    if (!ended.ok) return { to, notice: { kind: 'problem', text: ended.problem.detail } }
    return { to, notice: { kind: 'done', text: 'Ended the session. In that browser they have to sign in again.' } }
  }),
})
