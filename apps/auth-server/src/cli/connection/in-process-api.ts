import type { IncomingMessage } from 'node:http'
import { HUB_TENANT, newId } from '@identity-hub/core'
import Koa from 'koa'
import inject from 'light-my-request'
import type { Dependencies } from '../../dependencies.ts'
import { beginVisit } from '../../http/visit.ts'
import { authenticateAsOperator } from '../../management/authenticate.ts'
import { createManagementRouter } from '../../management/create-management-router.ts'
import { openEvenVacant } from './open-even-vacant.ts'

const TENANTS = `/${HUB_TENANT}/api/management/v1/tenants`

/**
 * A `fetch` that asks the management API in this process, in the name of whoever has the database itself. Requests reach
 * it as Node's own messages without a socket: no port is opened that somebody else could ask. What fails is thrown.
 */
export function inProcessFetch(dependencies: Dependencies): typeof globalThis.fetch {
  const { hub, random, clock } = dependencies
  // What is refused at one's own terminal is nothing to look up later.
  const quiet: Dependencies = { ...dependencies, hub: { ...hub, recordRefusal: () => undefined } }
  // Most commands need one of them, and each takes its time to make.
  let ofTenants: Koa.Middleware | undefined
  let ofOthers: Koa.Middleware | undefined
  const routerFor = (path: string): Koa.Middleware => {
    if (!path.startsWith(TENANTS))
      return (ofOthers ??= createManagementRouter(quiet, { authenticate: authenticateAsOperator }))
    ofTenants ??= createManagementRouter(quiet, {
      authenticate: authenticateAsOperator,
      openTenant: openEvenVacant(hub),
    })
    return ofTenants
  }
  const failures = new WeakMap<IncomingMessage, unknown>()

  const app = new Koa()
  app.use(async (ctx, next) => {
    const now = clock()
    const requestId = newId(now, random)
    // A command comes from no address.
    const { path } = beginVisit(ctx, { now, requestId, source: null, random }, [])
    ctx.set('X-Request-Id', requestId)
    try {
      await routerFor(path)(ctx, next)
    } catch (error) {
      failures.set(ctx.req, error)
      ctx.status = 500
    }
  })
  const handle = app.callback()

  return async (input, init) => {
    const request = new Request(input, init)
    const { pathname, search } = new URL(request.url)
    // Nothing is lost on the way, so nothing has to be kept in order to be sent again.
    request.headers.delete('Idempotency-Key')
    let received: IncomingMessage | undefined
    const dispatch: inject.DispatchFunc = (message, response) => {
      received = message
      void handle(message, response)
    }
    const body = await request.text()
    const answer = await inject(dispatch, {
      method: request.method,
      url: `${pathname}${search}`,
      headers: Object.fromEntries(request.headers),
      ...(body !== '' && { payload: body }),
    })
    if (received !== undefined && failures.has(received)) throw failures.get(received)
    const headers = new Headers()
    for (const [name, value] of Object.entries(answer.headers)) headers.set(name, String(value))
    return new Response(answer.statusCode === 204 ? null : answer.payload, { status: answer.statusCode, headers })
  }
}
