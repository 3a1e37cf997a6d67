import { createWebhookRouter } from '@identity-hub/koa-server'
import Koa, { type Context } from 'koa'
import { answerPage, htmlType, logRequests, securityHeaders, contentSecurityPolicy } from '@identity-hub/web-app'
import type { Dependencies } from './dependencies.ts'
import { authorizationResponse, unchecked } from './handlers/authorization-response.ts'
import { home } from './handlers/home.ts'
import { signIn } from './handlers/sign-in.ts'
import { signOut } from './handlers/sign-out.ts'
import { timeline, timelineJson } from './handlers/timeline.ts'
import { notFound, routes } from './http/routes.ts'
import { messagePage } from './pages/message-page.ts'
import { stylesheet } from './pages/stylesheet.ts'

/** The whole app, not listening yet. */
export function createApp(dependencies: Dependencies): Koa {
  const app = new Koa()
  app.use(securityHeaders(contentSecurityPolicy(stylesheet)))
  app.use(logRequests(dependencies.log, { failurePage: (requestId) => messagePage('internal-error', { requestId }) }))
  app.use(
    routes({
      '/': { GET: home(dependencies) },
      '/sign-in': { GET: signIn(dependencies) },
      '/sign-out': { POST: signOut(dependencies) },
      '/timeline': { GET: timeline(dependencies) },
      '/timeline.json': { GET: timelineJson(dependencies) },
    }),
  )
  app.use(refuseHead)
  app.use(callback(dependencies).routes())
  app.use(notFound)
  return app
}

const callbackPath = '/callback'

/** The stub answers HEAD like GET, but asking for nothing but headers must not use up a code. RFC 9110 §9.2.1 */
const refuseHead: Koa.Middleware = async (ctx, next) => {
  if (ctx.method !== 'HEAD' || ctx.path !== callbackPath) return next()
  ctx.set('Allow', 'GET')
  answerPage(ctx, messagePage('method-not-allowed'), 405)
}

/** The contract's webhook, at the path that is registered as this app's redirect URI. */
function callback(dependencies: Dependencies): ReturnType<typeof createWebhookRouter> {
  return createWebhookRouter(
    { authorizationResponse: authorizationResponse(dependencies) },
    {
      paths: { authorizationResponse: callbackPath },
      context: (ctx: Context) => ctx,
      validate: unchecked,
      onInvalidRequest: ({ status }) => ({
        status,
        contentType: htmlType,
        body: messagePage(status === 405 ? 'method-not-allowed' : 'foreign-response'),
      }),
    },
  )
}
