import type { RouterContext } from '@koa/router'
import { attempt, attemptDeletion } from '../http/attempt.ts'
import { headerField } from '../http/input.ts'
import type { Room } from '../http/routes.ts'
import { action, page } from '../http/visit.ts'
import { listOf, pageOf } from './addresses.ts'
import { clientIdOf, findClient } from './find-client.ts'
import { deletePage, disablePage } from './overview-page.ts'

/** Whether an app may be used, and whether it is there at all. */
export const statusRoutes: Room = (dependencies) => {
  const isOwn = (ctx: RouterContext): boolean => clientIdOf(ctx).client_id === dependencies.clientId

  return {
    'GET /apps/:client/disable': page(dependencies, async (visit, ctx) =>
      disablePage(visit, (await findClient(visit, ctx)).client, isOwn(ctx)),
    ),

    'POST /apps/:client/disable': action(dependencies, async (submission, ctx) => {
      const path = clientIdOf(ctx)
      const to = pageOf(submission, path.client_id)
      const disabled = await attempt(() => submission.api.disableClient({ path }))
      if (!disabled.ok) return { to, notice: { kind: 'problem', text: disabled.problem.detail } }
      return { to, notice: { kind: 'done', text: `Disabled ${disabled.value.body.name}. All access to it has ended.` } }
    }),

    'POST /apps/:client/enable': action(dependencies, async (submission, ctx) => {
      const path = clientIdOf(ctx)
      const to = pageOf(submission, path.client_id)
      const enabled = await attempt(() => submission.api.enableClient({ path }))
      if (!enabled.ok) return { to, notice: { kind: 'problem', text: enabled.problem.detail } }
      return {
        to,
        notice: { kind: 'done', text: `Enabled ${enabled.value.body.name}. People can sign in to it again.` },
      }
    }),

    'GET /apps/:client/delete': page(dependencies, async (visit, ctx) => {
      const { client, etag } = await findClient(visit, ctx)
      return deletePage(visit, client, { etag, isOwn: isOwn(ctx) })
    }),

    'POST /apps/:client/delete': action(dependencies, async (submission, ctx) => {
      const { api, form } = submission
      const path = clientIdOf(ctx)
      const deleted = await attemptDeletion(() => api.deleteClient({ path, ifMatch: headerField(form, 'etag') }))
      if (deleted.ok) return { to: listOf(submission), notice: { kind: 'done', text: 'Deleted the app.' } }
      const { client, etag } = await findClient(submission, ctx)
      return {
        page: deletePage(submission, client, { etag, isOwn: isOwn(ctx), problem: deleted.problem }),
        status: 422,
      }
    }),
  }
}
