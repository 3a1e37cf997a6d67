import { attempt } from '../http/attempt.ts'
import { required } from '../http/input.ts'
import type { Room } from '../http/routes.ts'
import { action, page } from '../http/visit.ts'
import { pageOf } from './addresses.ts'
import { takeRolePage } from './confirmations.ts'
import { userIdOf, userInPath } from './user-in-path.ts'

/** What somebody is: given with a press, taken after a question. */
export const roleRoutes: Room = (dependencies) => ({
  'POST /users/:user/roles': action(dependencies, async (submission, ctx) => {
    const { api, form } = submission
    const { user_id: id } = userIdOf(ctx)
    const role = required(form, 'role')
    const given = await attempt(() => api.assignRole({ path: { user_id: id, role } }))
    const to = pageOf(submission, id)
    if (!given.ok) return { to, notice: { kind: 'problem', text: given.problem.detail } }
    return { to, notice: { kind: 'done', text: `Gave the role ${role}.` } }
  }),

  'GET /users/:user/roles/:role/take': page(dependencies, async (visit, ctx) =>
    takeRolePage(visit, (await userInPath(visit, ctx)).user, ctx.params['role'] ?? ''),
  ),

  'POST /users/:user/roles/:role/take': action(dependencies, async (submission, ctx) => {
    const role = ctx.params['role'] ?? ''
    const { user_id: id } = userIdOf(ctx)
    const taken = await attempt(() => submission.api.removeRole({ path: { user_id: id, role } }))
    if (taken.ok)
      return {
        to: pageOf(submission, id),
        notice: { kind: 'done', text: `Took the role ${role} away. Access that rests on it ends at its next use.` },
      }
    const { user } = await userInPath(submission, ctx)
    return { page: takeRolePage(submission, user, role, taken.problem), status: 422 }
  }),
})
