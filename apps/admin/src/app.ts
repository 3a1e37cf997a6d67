import { createWebhookRouter } from '@identity-hub/koa-server'
import { answerPage, contentSecurityPolicy, htmlType, logRequests, securityHeaders } from '@identity-hub/web-app'
import { Router } from '@koa/router'
import Koa, { type Context } from 'koa'
import type { Dependencies } from './dependencies.ts'
import { authorizationResponse, unchecked } from './handlers/authorization-response.ts'
import { signIn, start } from './handlers/sign-in.ts'
import { signOut } from './handlers/sign-out.ts'
import type { Room } from './http/routes.ts'
import { messagePage } from './pages/message-page.ts'
import { stylesheet } from './pages/stylesheet/stylesheet.ts'
import { roles } from './roles/routes.ts'
import { scopes } from './scopes/routes.ts'
import { settings } from './settings/routes.ts'
import { tenants } from './tenants/routes.ts'

const rooms: readonly Room[] = [tenants, scopes, roles, settings]

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
  app.use(callback(dependencies).routes())
  app.use((ctx) => answerPage(ctx, String(messagePage('not-found')), 404))
  return app
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

/** The contract's webhook, at the path that is registered as the redirect URI. */
function callback(dependencies: Dependencies): ReturnType<typeof createWebhookRouter> {
  return createWebhookRouter(
    { authorizationResponse: authorizationResponse(dependencies) },
    {
      paths: { authorizationResponse: '/callback' },
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
