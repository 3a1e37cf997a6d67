import { createWebhookRouter } from '@identity-hub/koa-server'
import { answerPage, contentSecurityPolicy, htmlType, logRequests, securityHeaders } from '@identity-hub/web-app'
import { Router, type RouterContext } from '@koa/router'
import Koa, { type Context, type Middleware } from 'koa'
import { clients } from './clients/routes.ts'
import { dashboard } from './dashboard/routes.ts'
import type { Dependencies } from './dependencies.ts'
import { events } from './events/routes.ts'
import { grants } from './grants/routes.ts'
import { authorizationResponse, unchecked } from './handlers/authorization-response.ts'
import { signIn, start } from './handlers/sign-in.ts'
import { signOut } from './handlers/sign-out.ts'
import type { Room } from './http/routes.ts'
import { messagePage } from './pages/message-page.ts'
import { stylesheet } from './pages/stylesheet/stylesheet.ts'
import { roles } from './roles/routes.ts'
import { scopes } from './scopes/routes.ts'
import { sessions } from './sessions/routes.ts'
import { settings } from './settings/routes.ts'
import { tenants } from './tenants/routes.ts'
import { users } from './users/routes.ts'

const rooms: readonly Room[] = [dashboard, tenants, clients, users, scopes, roles, grants, sessions, events, settings]

/** The whole app, not listening yet. */
export function createApp(dependencies: Dependencies): Koa {
  const app = new Koa()
  app.use(securityHeaders(contentSecurityPolicy(stylesheet, [dependencies.hubOrigin])))
  app.use(
    logRequests(dependencies.log, {
      failurePage: (requestId) => String(messagePage('internal-error', { requestId })),
    }),
  )
  app.use(pages(dependencies).routes())
  app.use(refuseHead)
  app.use(callback(dependencies).routes())
  app.use(answerUnknown)
  return app
}

/** No page has this address, or none by this method. RFC 9110 §15.5.6 */
function answerUnknown(ctx: Context): void {
  // The router leaves what has the address, whatever its method.
  const { matched = [] } = ctx as Partial<RouterContext>
  const methods = new Set(matched.flatMap((layer) => layer.methods))
  if (methods.size === 0) return answerPage(ctx, String(messagePage('not-found')), 404)
  ctx.set('Allow', [...methods].join(', '))
  answerPage(ctx, String(messagePage('method-not-allowed')), 405)
}

function pages(dependencies: Dependencies): Router {
  const router = new Router()
  router.get('/', start(dependencies))
  router.get('/sign-in', signIn(dependencies))
  router.post('/sign-out', signOut(dependencies))
  for (const room of rooms)
    for (const [route, middleware] of Object.entries(room(dependencies))) {
      const [method, path = ''] = route.split(' ', 2)
      if (method === 'GET') router.get(`/tenants/:tenant${path}`, middleware)
      else router.post(`/tenants/:tenant${path}`, middleware)
    }
  return router
}

const CALLBACK = '/callback'

/** The stub answers HEAD like GET, but asking for nothing but headers must not use up a code. RFC 9110 §9.2.1 */
const refuseHead: Middleware = async (ctx, next) => {
  if (ctx.method !== 'HEAD' || ctx.path !== CALLBACK) return next()
  ctx.set('Allow', 'GET')
  answerPage(ctx, String(messagePage('method-not-allowed')), 405)
}

/** The contract's webhook, at the path that is registered as the redirect URI. */
function callback(dependencies: Dependencies): ReturnType<typeof createWebhookRouter> {
  return createWebhookRouter(
    { authorizationResponse: authorizationResponse(dependencies) },
    {
      paths: { authorizationResponse: CALLBACK },
      context: (ctx: Context) => ctx,
      validate: unchecked,
      onInvalidRequest: ({ status }) => ({
        status,
        contentType: htmlType,
        body: String(messagePage(status === 405 ? 'method-not-allowed' : 'foreign-response')),
      }),
    },
  )
}
