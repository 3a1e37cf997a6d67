import { attempt, attemptDeletion } from '../http/attempt.ts'
import { attemptChange } from '../http/attempt-change.ts'
import { headerField, listQuery } from '../http/input.ts'
import type { Room } from '../http/routes.ts'
import { action, page } from '../http/visit.ts'
import { deleteRolePage, editRolePage, listRolesPage, newRolePage } from './pages.ts'

const pathOf = (tenant: string, role?: string): string =>
  `/tenants/${tenant}/roles${role === undefined ? '' : `/${encodeURIComponent(role)}`}`

/** Roles: list, create, describe, delete. */
export const roles: Room = (dependencies) => ({
  'GET /roles': page(dependencies, async (visit, ctx) => {
    const { body } = await visit.api.listRoles({ query: listQuery(ctx) })
    return listRolesPage(visit, body, ctx.URL.searchParams)
  }),

  'GET /new-role': page(dependencies, async (visit) => newRolePage(visit)),

  'POST /new-role': action(dependencies, async (submission) => {
    const { api, tenant, form } = submission
    const body = { name: form.get('name') ?? '', description: form.get('description') ?? '' }
    const created = await attempt(() => api.createRole({ body, idempotencyKey: headerField(form, 'key') }))
    if (!created.ok) return { page: newRolePage(submission, { ...body, problem: created.problem }), status: 422 }
    return { to: pathOf(tenant), notice: { kind: 'done', text: `Made the role ${body.name}.` } }
  }),

  'GET /roles/:role': page(dependencies, async (visit, ctx) => {
    const { body, etag } = await visit.api.getRole({ path: { role: ctx.params['role'] ?? '' } })
    return editRolePage(visit, body, { description: body.description, etag: etag ?? '*' })
  }),

  'POST /roles/:role': action(dependencies, async (submission, ctx) => {
    const { api, tenant, form } = submission
    const path = { role: ctx.params['role'] ?? '' }
    const ifMatch = headerField(form, 'etag')
    const description = form.get('description') ?? ''
    const changed = await attemptChange({
      ifMatch,
      changes: { ok: true, value: { description } },
      send: (body) => api.updateRole({ path, ifMatch, body }),
      read: () => api.getRole({ path }),
    })
    if (!changed.ok) {
      const { record, etag, problem } = changed
      return { page: editRolePage(submission, record, { description, etag, problem }), status: 422 }
    }
    return { to: pathOf(tenant), notice: { kind: 'done', text: `Saved the role ${path.role}.` } }
  }),

  'GET /roles/:role/delete': page(dependencies, async (visit, ctx) => {
    const { body, etag } = await visit.api.getRole({ path: { role: ctx.params['role'] ?? '' } })
    return deleteRolePage(visit, body, etag ?? '*')
  }),

  'POST /roles/:role/delete': action(dependencies, async (submission, ctx) => {
    const { api, tenant, form } = submission
    const path = { role: ctx.params['role'] ?? '' }
    const deleted = await attemptDeletion(() => api.deleteRole({ path, ifMatch: headerField(form, 'etag') }))
    if (deleted.ok) return { to: pathOf(tenant), notice: { kind: 'done', text: `Deleted the role ${path.role}.` } }
    const { body, etag } = await api.getRole({ path })
    return { page: deleteRolePage(submission, body, etag ?? '*', deleted.problem), status: 422 }
  }),
})
