import type { RouterContext } from '@koa/router'
import { attempt, attemptDeletion } from '../http/attempt.ts'
import { attemptChange } from '../http/attempt-change.ts'
import { headerField, listQuery } from '../http/input.ts'
import type { Room } from '../http/routes.ts'
import { action, page } from '../http/visit.ts'
import { listOf } from './addresses.ts'
import { deleteScopePage, listScopesPage, newScopePage, scopePage } from './pages.ts'
import { atFields, readScope } from './scope-forms.ts'

const pathOf = ({ params }: RouterContext): { readonly scope: string } => ({ scope: params['scope'] ?? '' })

/** Scopes: list, create, change, delete. */
export const scopes: Room = (dependencies) => ({
  'GET /scopes': page(dependencies, async (visit, ctx) => {
    const { body } = await visit.api.listScopes({ query: listQuery(ctx) })
    return listScopesPage(visit, body, ctx.URL.searchParams)
  }),

  'GET /new-scope': page(dependencies, async (visit) => newScopePage(visit, new URLSearchParams())),

  'POST /new-scope': action(dependencies, async (submission) => {
    const { api, form } = submission
    const read = readScope(form)
    const name = form.get('name')?.trim() ?? ''
    const idempotencyKey = headerField(form, 'key')
    const created = read.ok
      ? await attempt(() => api.createScope({ body: { name, ...read.value }, idempotencyKey }))
      : read
    if (!created.ok) return { page: newScopePage(submission, form, atFields(created.problem)), status: 422 }
    return {
      to: listOf(submission),
      notice: { kind: 'done', text: `Made the scope ${name}. Give it to the apps that may ask for it.` },
    }
  }),

  'GET /scopes/:scope': page(dependencies, async (visit, ctx) => {
    const { body, etag } = await visit.api.getScope({ path: pathOf(ctx) })
    return scopePage(visit, body, { etag: etag ?? '*' })
  }),

  'POST /scopes/:scope': action(dependencies, async (submission, ctx) => {
    const { api, form } = submission
    const path = pathOf(ctx)
    const ifMatch = headerField(form, 'etag')
    const changed = await attemptChange({
      ifMatch,
      changes: readScope(form),
      send: (body) => api.updateScope({ path, ifMatch, body }),
      read: () => api.getScope({ path }),
    })
    if (changed.ok) return { to: listOf(submission), notice: { kind: 'done', text: `Saved the scope ${path.scope}.` } }
    const { record, etag, problem } = changed
    return { page: scopePage(submission, record, { typed: form, etag, problem: atFields(problem) }), status: 422 }
  }),

  'GET /scopes/:scope/delete': page(dependencies, async (visit, ctx) => {
    const { body, etag } = await visit.api.getScope({ path: pathOf(ctx) })
    return deleteScopePage(visit, body, etag ?? '*')
  }),

  'POST /scopes/:scope/delete': action(dependencies, async (submission, ctx) => {
    const { api, form } = submission
    const path = pathOf(ctx)
    const deleted = await attemptDeletion(() => api.deleteScope({ path, ifMatch: headerField(form, 'etag') }))
    if (deleted.ok)
      return { to: listOf(submission), notice: { kind: 'done', text: `Deleted the scope ${path.scope}.` } }
    const { body, etag } = await api.getScope({ path })
    return { page: deleteScopePage(submission, body, etag ?? '*', deleted.problem), status: 422 }
  }),
})
