import { answerPage } from '@identity-hub/web-app'
import type { RouterContext } from '@koa/router'
import type { Middleware } from 'koa'
import { attempt } from '../http/attempt.ts'
import { headerField, listQuery } from '../http/input.ts'
import type { Room } from '../http/routes.ts'
import { action, page } from '../http/visit.ts'
import { messagePage } from '../pages/message-page.ts'
import { listTenantsPage, newTenantPage, pageOf, suspendPage, tenantPage } from './pages.ts'

const pathOf = ({ params }: RouterContext): { readonly slug: string } => ({ slug: params['slug'] ?? '' })

/** Tenants, from the tenant `hub`; elsewhere there is no such page. */
export const tenants: Room = (dependencies) =>
  Object.fromEntries(
    Object.entries(routesAtHub(dependencies)).map(([route, middleware]) => [route, onlyAtHub(middleware)]),
  )

function onlyAtHub(middleware: Middleware): Middleware {
  return (ctx, next) => {
    // A router's context.
    const { params } = ctx as unknown as RouterContext
    if (params['tenant'] === 'hub') return middleware(ctx, next)
    answerPage(ctx, String(messagePage('not-found')), 404)
  }
}

const routesAtHub: Room = (dependencies) => ({
  'GET /tenants': page(dependencies, async (visit, ctx) => {
    const { body } = await visit.api.listTenants({ query: listQuery(ctx) })
    return listTenantsPage(visit, body, ctx.URL.searchParams)
  }),

  'GET /new-tenant': page(dependencies, async (visit) => newTenantPage(visit, new URLSearchParams())),

  'POST /new-tenant': action(dependencies, async (submission) => {
    const { api, form } = submission
    const [name = '', slug = '', locale = ''] = ['name', 'slug', 'locale'].map((field) => form.get(field)?.trim())
    const idempotencyKey = headerField(form, 'key')
    const created = await attempt(() => api.createTenant({ body: { name, slug, locale }, idempotencyKey }))
    if (!created.ok) return { page: newTenantPage(submission, form, created.problem), status: 422 }
    return {
      to: pageOf(slug),
      notice: { kind: 'done', text: `Made the tenant ${name}. Administer it to give it apps and users.` },
    }
  }),

  'GET /tenants/:slug': page(dependencies, async (visit, ctx) =>
    tenantPage(visit, (await visit.api.getTenant({ path: pathOf(ctx) })).body),
  ),

  'GET /tenants/:slug/suspend': page(dependencies, async (visit, ctx) =>
    suspendPage(visit, (await visit.api.getTenant({ path: pathOf(ctx) })).body),
  ),

  'POST /tenants/:slug/suspend': action(dependencies, async (submission, ctx) => {
    const path = pathOf(ctx)
    const suspended = await attempt(() => submission.api.suspendTenant({ path }))
    if (suspended.ok)
      return { to: pageOf(path.slug), notice: { kind: 'done', text: `Suspended ${suspended.value.body.name}.` } }
    const { body } = await submission.api.getTenant({ path })
    return { page: suspendPage(submission, body, suspended.problem), status: 422 }
  }),

  'POST /tenants/:slug/resume': action(dependencies, async ({ api }, ctx) => {
    const path = pathOf(ctx)
    const { body } = await api.resumeTenant({ path })
    return { to: pageOf(path.slug), notice: { kind: 'done', text: `Resumed ${body.name}. People can sign in again.` } }
  }),
})
