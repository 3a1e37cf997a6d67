import type { HubStorage } from '@identity-hub/core'
import { createRouter } from '@identity-hub/koa-server/management'
import type { Context, Middleware } from 'koa'
import { ClientIds } from '../administration/events/client-ids.ts'
import type { Dependencies } from '../dependencies.ts'
import { sendWhole } from '../http/send-whole.ts'
import { openTenancy } from '../http/tenancy.ts'
import { visitOf } from '../http/visit.ts'
import { answerInvalidRequest } from './answer-invalid-request.ts'
import { authenticateByAccessToken, type Authenticate } from './authenticate.ts'
import type { ManagementContext } from './context.ts'
import { accessHandlers } from './handlers/access.ts'
import { eventHandlers } from './handlers/events.ts'
import { clientHandlers } from './handlers/clients.ts'
import { roleHandlers } from './handlers/roles.ts'
import { scopeHandlers } from './handlers/scopes.ts'
import { settingsHandlers } from './handlers/settings.ts'
import { tenantHandlers } from './handlers/tenants.ts'
import { userActionHandlers } from './handlers/user-actions.ts'
import { userHandlers } from './handlers/users.ts'
import { managedTenant, sendProblem } from './problems.ts'
import { RequestRates } from './rate-limit.ts'
import { answerUnauthorized, checkPrincipal } from './security.ts'

export interface ManagementOptions {
  /** Who asks. By default that is what an access token says. */
  readonly authenticate?: Authenticate
  /** How much each principal may ask. By default 600 requests in ten seconds. */
  readonly rates?: RequestRates
  /** Opens the tenant in the path. By default as the storage has it. */
  readonly openTenant?: HubStorage['openTenant']
  /** Compares every answer with the document: for tests. */
  readonly validateResponses?: boolean
}

/** The management API, `openapi/management.yaml`; whatever else is asked for goes on. */
export function createManagementRouter(dependencies: Dependencies, options: ManagementOptions = {}): Middleware {
  const {
    authenticate = authenticateByAccessToken(dependencies),
    rates = new RequestRates(),
    openTenant = (slug) => dependencies.hub.openTenant(slug),
    validateResponses = false,
  } = options
  const clientIds = new ClientIds()
  const contexts = new WeakMap<Context, ManagementContext>()
  const routes = createRouter(
    {
      ...tenantHandlers(dependencies),
      ...settingsHandlers(dependencies),
      ...clientHandlers(dependencies),
      ...scopeHandlers(dependencies),
      ...roleHandlers(dependencies),
      ...userHandlers(dependencies),
      ...userActionHandlers(dependencies, clientIds),
      ...accessHandlers(dependencies),
      ...eventHandlers(dependencies, clientIds),
    },
    {
      context: (ctx) => contextOf(contexts, ctx),
      security: { accessToken: checkPrincipal(dependencies, authenticate, rates) },
      onUnauthorized: (failure, context) => answerUnauthorized(failure, context),
      onInvalidRequest: (failure, context) => answerInvalidRequest(dependencies.hub, failure, context),
      send: sendWhole,
      validateResponses,
    },
  ).routes()

  return async (ctx, next) => {
    const slug = managedTenant(visitOf(ctx).path)
    if (slug === null) return next()
    const tenancy = await openTenancy({ hub: { openTenant }, settings: dependencies.settings }, ctx, slug)
    if (tenancy === null) return sendProblem(ctx, 'not_found', 'There is no such tenant.')
    const { storage, tenant } = tenancy
    contexts.set(ctx, { ctx, facts: visitOf(ctx).facts, storage, tenant, principal: null, refusal: null })
    // The router's own type of context has members that are there once a route was found.
    await routes.call(undefined, ctx as Parameters<typeof routes>[0], async () =>
      sendProblem(ctx, 'not_found', 'There is nothing here.'),
    )
  }
}

function contextOf(contexts: WeakMap<Context, ManagementContext>, ctx: Context): ManagementContext {
  const context = contexts.get(ctx)
  if (context === undefined) throw new Error('an operation was reached past its tenant')
  return context
}
