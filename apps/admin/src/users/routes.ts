import { eventNames } from '../events/event-sentence.ts'
import { attempt } from '../http/attempt.ts'
import { filled, headerField, listQuery } from '../http/input.ts'
import type { Room } from '../http/routes.ts'
import { action, page } from '../http/visit.ts'
import { accessRoutes } from './access-routes.ts'
import { pageOf } from './addresses.ts'
import { userEventsPage } from './events-page.ts'
import { listUsersPage, statusIn } from './list-page.ts'
import { invitedPage, newUserPage } from './new-page.ts'
import { overviewPage } from './overview-page.ts'
import { passwordRoutes } from './password-routes.ts'
import { profileRoutes } from './profile-routes.ts'
import { givableRoles, roleNames } from './role-names.ts'
import { roleRoutes } from './role-routes.ts'
import { statusRoutes } from './status-routes.ts'
import { readNewUser } from './user-forms.ts'
import { userInPath } from './user-in-path.ts'

/** Users: list, make, show, change, and everything that is done to them. */
export const users: Room = (dependencies) => ({
  'GET /users': page(dependencies, async (visit, ctx) => {
    const query = ctx.URL.searchParams
    const status = statusIn(query)
    const filter = { ...listQuery(ctx, 'search', 'role'), ...(status !== undefined && { status }) }
    const { body } = await visit.api.listUsers({ query: filter })
    return listUsersPage(visit, { page: body, query, roles: await roleNames(visit) })
  }),

  'GET /new-user': page(dependencies, async (visit) => newUserPage(visit, await givableRoles(visit), filled({}))),

  'POST /new-user': action(dependencies, async (submission) => {
    const { api, form } = submission
    const idempotencyKey = headerField(form, 'key')
    const read = readNewUser(form)
    const created = read.ok ? await attempt(() => api.createUser({ body: read.value, idempotencyKey })) : read
    if (!created.ok)
      return { page: newUserPage(submission, await givableRoles(submission), form, created.problem), status: 422 }
    const { body: user } = created.value
    if (user.invitation) return { page: invitedPage(submission, user), status: 201 }
    return { to: pageOf(submission, user.id), notice: { kind: 'done', text: `Made the user ${user.name}.` } }
  }),

  'GET /users/:user': page(dependencies, async (visit, ctx) => {
    const { user } = await userInPath(visit, ctx)
    return overviewPage(visit, user, user.erased_at === null ? await givableRoles(visit, user.roles) : [])
  }),

  'GET /users/:user/events': page(dependencies, async (visit, ctx) => {
    const { user } = await userInPath(visit, ctx)
    const rows = listQuery(ctx)
    const { body } = await visit.api.listEvents({ query: { ...rows, user_id: user.id } })
    const names = await eventNames(visit, body.items)
    return userEventsPage(visit, user, { page: body, query: ctx.URL.searchParams, names })
  }),

  ...profileRoutes(dependencies),
  ...passwordRoutes(dependencies),
  ...roleRoutes(dependencies),
  ...statusRoutes(dependencies),
  ...accessRoutes(dependencies),
})
