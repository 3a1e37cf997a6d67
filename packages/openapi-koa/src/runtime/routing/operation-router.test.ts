import { Router } from '@koa/router'
import type { Context } from 'koa'
import { describe, expect, it } from 'vitest'
import { sendRaw, serve } from '../../fixtures/serve.ts'
import { OperationRouter } from './operation-router.ts'

/** Two paths that answer with what the router left on the context. */
function describing(): OperationRouter {
  const router = new OperationRouter({ sensitive: true, strict: true })
  for (const template of ['/books/newest', '/books/{book-id}'])
    router.addPath(template, async (ctx) => {
      ctx.body = {
        params: ctx.params,
        same: ctx.params === ctx.request.params,
        captures: ctx.captures,
        routerPath: ctx.routerPath,
        matched: ctx['_matchedRoute'],
        routeMatched: ctx.routeMatched,
        seen: ctx.state['seen'],
      }
    })
  return router
}

async function ask(router: Router, path: string): Promise<unknown> {
  const { origin } = await serve((app) => app.use(router.routes()))
  const answer = await fetch(origin + path)
  return answer.status === 200 ? await answer.json() : answer.status
}

describe('a path that is found in the table', () => {
  it.each(['/books/newest', '/books/7', '/books/a%20b', '/books/%zz'])(
    'leaves on the context of %s what a search by regular expressions leaves',
    async (path) => {
      const searching = describing()
      // The table knows nothing of a router that is mounted in another one.
      const usual = await ask(new Router().use(searching.routes()), path)
      expect(await ask(describing(), path)).toEqual(usual)
      expect(usual).toMatchObject({ same: true, routeMatched: true })
    },
  )

  it('goes on to what comes after the router when its function says so', async () => {
    const router = new OperationRouter({ sensitive: true, strict: true })
    router.addPath('/books/{id}', (_, next) => next())
    const { origin } = await serve((app) => {
      app.use(router.routes())
      app.use((ctx) => {
        ctx.body = ctx['params']
      })
    })
    expect(await (await fetch(`${origin}/books/7`)).json()).toEqual({ id: '7' })
  })
})

it('answers 400 when the request target is no URL', async () => {
  const { port } = await serve((app) => app.use(describing().routes()))
  const answer = await sendRaw(port, 'GET http://[ HTTP/1.1', 'Host: x', 'Connection: close', '', '')
  expect(answer).toMatch(/^HTTP\/1\.1 400 /)
})

describe('a router that was changed', () => {
  it('has its prefix', async () => {
    expect(await ask(describing().prefix('/v1'), '/v1/books/7')).toMatchObject({ params: { 'book-id': '7' } })
    expect(await ask(describing().prefix('/v1'), '/books/7')).toBe(404)
  })

  it('runs the middleware of a parameter', async () => {
    const router = describing()
    const routes = router.routes()
    router.param('book-id', (value, ctx, next) => {
      ctx.state['seen'] = value
      return next()
    })
    const { origin } = await serve((app) => app.use(routes))
    expect(await (await fetch(`${origin}/books/7`)).json()).toMatchObject({ seen: '7' })
  })

  it('runs routes that were added, in their order', async () => {
    const router = describing()
    router.stack.unshift(
      ...new Router().all('/books/:id', (ctx: Context, next) => {
        ctx.state['seen'] = 'added'
        return next()
      }).stack,
    )
    expect(await ask(router, '/books/7')).toMatchObject({ seen: 'added', params: { 'book-id': '7' } })
  })

  it('answers its host alone', async () => {
    const router = describing()
    router.host = 'elsewhere.example'
    expect(await ask(router, '/books/7')).toBe(404)
  })

  it('calls what a tracer put in place of a function', async () => {
    const router = describing()
    for (const layer of router.stack) {
      const [inner] = layer.stack
      layer.stack[0] = (ctx: Context, next: () => Promise<unknown>) => {
        ctx.state['seen'] = 'traced'
        // A tracer calls whatever it found.
        return Reflect.apply(inner ?? next, undefined, [ctx, next])
      }
    }
    expect(await ask(router, '/books/7')).toMatchObject({ seen: 'traced' })
  })
})
