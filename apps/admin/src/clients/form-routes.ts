import type { Dependencies } from '../dependencies.ts'
import { attemptChange } from '../http/attempt-change.ts'
import { headerField } from '../http/input.ts'
import type { Room } from '../http/routes.ts'
import { action, page } from '../http/visit.ts'
import { pageOf } from './addresses.ts'
import { clientIdOf, findClient } from './find-client.ts'
import { changePage, FORM_PAGES } from './form-page.ts'

/** The parts of an app that are changed, each on a page of its own. */
export const formRoutes: Room = (dependencies) => ({
  ...routesOf(dependencies, 'settings'),
  ...routesOf(dependencies, 'scopes'),
  ...routesOf(dependencies, 'lifetimes'),
})

function routesOf(dependencies: Dependencies, name: keyof typeof FORM_PAGES): ReturnType<Room> {
  const { tab, read, place } = FORM_PAGES[name]
  return {
    [`GET /apps/:client/${name}`]: page(dependencies, async (visit, ctx) => {
      const { client, etag } = await findClient(visit, ctx)
      return changePage(visit, client, name, { etag })
    }),

    [`POST /apps/:client/${name}`]: action(dependencies, async (submission, ctx) => {
      const { api, form } = submission
      const path = clientIdOf(ctx)
      const ifMatch = headerField(form, 'etag')
      const changed = await attemptChange({
        ifMatch,
        changes: read(form),
        send: (body) => api.updateClient({ path, ifMatch, body }),
        read: () => api.getClient({ path }),
      })
      const { record: client } = changed
      if (changed.ok)
        return {
          to: pageOf(submission, path.client_id),
          notice: { kind: 'done', text: `Saved the ${tab.toLowerCase()} of ${client.name}.` },
        }
      const problem = place?.(changed.problem, form) ?? changed.problem
      return { page: changePage(submission, client, name, { typed: form, etag: changed.etag, problem }), status: 422 }
    }),
  }
}
