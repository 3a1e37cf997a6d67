import { attempt } from '../http/attempt.ts'
import { headerField, listQuery } from '../http/input.ts'
import type { Room } from '../http/routes.ts'
import { action, page } from '../http/visit.ts'
import { atScopeFields } from './client-forms.ts'
import { findClient } from './find-client.ts'
import { formRoutes } from './form-routes.ts'
import { listClientsPage } from './list-page.ts'
import { overviewPage } from './overview-page.ts'
import { registeredPage, registerPage } from './register-page.ts'
import { newForm, readRegistration } from './registration-form.ts'
import { secretRoutes } from './secret-routes.ts'
import { statusRoutes } from './status-routes.ts'

/** Apps: list, register, show, change, disable, delete; their secrets. */
export const clients: Room = (dependencies) => ({
  'GET /apps': page(dependencies, async (visit, ctx) => {
    const { body } = await visit.api.listClients({ query: listQuery(ctx, 'search') })
    return listClientsPage(visit, body, ctx.URL.searchParams)
  }),

  'GET /new-app': page(dependencies, async (visit) => registerPage(visit, newForm())),

  'POST /new-app': action(dependencies, async (submission) => {
    const { api, form } = submission
    const read = readRegistration(form)
    if (!read.ok) return { page: registerPage(submission, form, read.problem), status: 422 }
    const idempotencyKey = headerField(form, 'key')
    const created = await attempt(() => api.createClient({ body: read.value, idempotencyKey }))
    if (created.ok) return { page: registeredPage(submission, created.value.body), status: 201 }
    return { page: registerPage(submission, form, atScopeFields(created.problem, form)), status: 422 }
  }),

  'GET /apps/:client': page(dependencies, async (visit, ctx) =>
    overviewPage(visit, (await findClient(visit, ctx)).client),
  ),

  ...formRoutes(dependencies),
  ...secretRoutes(dependencies),
  ...statusRoutes(dependencies),
})
