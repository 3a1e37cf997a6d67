import { createRouter } from '@identity-hub/koa-server'
import Koa, { type Context } from 'koa'
import { authorize } from '../protocol/authorize.ts'
import { getIdentity } from '../protocol/get-identity.ts'
import { getAuthorizationServerMetadata } from '../protocol/get-metadata.ts'
import { introspectToken } from '../protocol/introspect-token.ts'
import { issueToken } from '../protocol/issue-token.ts'
import { revokeToken } from '../protocol/revoke-token.ts'
import { verifyToken } from '../protocol/verify-token.ts'
import { answerPage } from '../pages/pages.ts'
import type { Rules } from '../rules/rules.ts'
import { answerInvalidRequest } from './invalid-requests.ts'
import { answerOrigin } from './cross-origin.ts'
import { sendNothingHere, slugOf } from './not-found.ts'
import type { Visit, World } from './visit.ts'

/** What a fault does around a request, where no rule decides. */
export interface Detour {
  /** true: it has answered. */
  readonly before?: (ctx: Context) => void | boolean | Promise<void | boolean>
  /** Changes the answer; what it returns is awaited. */
  readonly after?: (ctx: Context) => unknown
}

/** The whole server under one set of rules, in the order in which a request meets it. */
export function createApp(world: World, rules: Rules, detours: readonly Detour[] = []): Koa {
  const protocol = createRouter(
    { authorize, issueToken, revokeToken, introspectToken, verifyToken, getAuthorizationServerMetadata, getIdentity },
    {
      context: (ctx: Context) => visitOf(ctx, world, rules),
      security: 'in-handlers',
      // They decide themselves what is wrong with a request, so that a fault can decide otherwise.
      validate: { authorize: false, issueToken: false, revokeToken: false, introspectToken: false },
      onInvalidRequest: (failure, visit) => answerInvalidRequest(failure, visit.ctx, rules),
      trailingSlash: ['authorize', 'issueToken'],
      emptyParametersAreAbsent: rules.emptyParametersAreAbsent,
      bodyLimitBytes: rules.bodyLimitBytes,
      maxParameters: rules.maxParameters,
      maxParameterBytes: rules.maxParameterBytes,
    },
  )
  const answeredBefore = async (ctx: Context) => {
    for (const { before } of detours) if ((await before?.(ctx)) === true) return true
    return false
  }
  const app = new Koa()
  app.use(async (ctx, next) => {
    ctx.set('X-Request-Id', rules.requestId(ctx))
    ctx.set(rules.securityHeaders())
    if (!(await answeredBefore(ctx))) await next()
    for (const { after } of detours) await after?.(ctx)
  })
  app.use(async (ctx, next) => {
    if (ctx.path.startsWith('/health/')) sendHealth(ctx)
    else if (ctx.url.length > rules.maxUrlBytes) sendNothingHere(ctx, rules, 414)
    else if (rules.pathIsOdd(ctx.path) || !world.state.has(slugOf(ctx.path))) sendNothingHere(ctx, rules)
    else if (!answerOrigin(ctx, rules, world.state)) await next()
  })
  app.use(protocol.routes())
  app.use(async (ctx) => {
    const visit = visitOf(ctx, world, rules)
    if (!(await answerPage(visit, ctx.path.slice(visit.tenant.slug.length + 1)))) sendNothingHere(ctx, rules)
  })
  // A client that goes away in the middle is no news here.
  app.silent = true
  return app
}

function visitOf(ctx: Context, { state, origin, formKey }: World, rules: Rules): Visit {
  const tenant = state.get(slugOf(ctx.path))
  if (tenant === undefined) throw new Error('A request of an unknown tenant was let through')
  return { ctx, rules, tenant, issuer: `${origin()}/${tenant.slug}`, formKey }
}

function sendHealth(ctx: Context): void {
  ctx.set('Cache-Control', 'no-store')
  ctx.set('Content-Type', 'application/json;charset=UTF-8')
  ctx.status = 200
  ctx.body = JSON.stringify({ status: 'live' })
}
