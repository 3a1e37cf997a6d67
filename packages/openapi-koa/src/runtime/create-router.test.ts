import { Router } from '@koa/router'
import { describe, expect, expectTypeOf, it } from 'vitest'
import { type Handlers, createRouter, createWebhookRouter } from '../fixtures/generated/koa.gen.ts'
import { sendRaw, serve, serveLibrary } from '../fixtures/serve.ts'

const good = { 'X-Reader': '3', Cookie: 'session=abc' }

describe('method', () => {
  it.each([
    ['POST', '/books/newest', 'OPTIONS, HEAD, GET'],
    ['DELETE', '/books', 'GET, POST, HEAD, OPTIONS'],
    ['GET', '/north/loans/a', 'POST, OPTIONS'],
    ['HEAD', '/north/loans/a', 'POST, OPTIONS'],
    ['PATCH', '/books/7', 'GET, PUT, HEAD, OPTIONS'],
    ['PROPFIND', '/books', 'GET, POST, HEAD, OPTIONS'],
  ])('%s %s is answered with what is allowed', async (method, path, allow) => {
    const library = await serveLibrary()
    const answer = await fetch(library.origin + path, { method })
    expect(answer.status).toBe(405)
    expect(new Set(answer.headers.get('allow')?.split(', '))).toEqual(new Set(allow.split(', ')))
    expect(await answer.text()).toMatch(method === 'HEAD' ? /^$/ : /"place":"method","reason":"method-not-allowed"/)
    expect(library.requests).toEqual([])
  })

  it('TRACE is not allowed either', async () => {
    const library = await serveLibrary()
    const answer = await sendRaw(library.port, 'TRACE /books HTTP/1.1', 'Host: x', 'Connection: close', '', '')
    expect(answer).toContain('HTTP/1.1 405 ')
  })

  it('HEAD is answered like GET without the body', async () => {
    const library = await serveLibrary()
    const answer = await sendRaw(library.port, 'HEAD /books?author=a HTTP/1.1', 'Host: x', 'Connection: close', '', '')
    const [head, body] = answer.split('\r\n\r\n')
    expect(head).toContain('200 OK')
    expect(head).toMatch(/\r\nContent-Type: application\/json;charset=UTF-8\r\n/)
    expect(head).toMatch(/\r\nContent-Length: 2\r\n/)
    expect(body).toBe('')
    expect(library.requests.at(-1)?.['operationId']).toBe('listBooks')
  })

  it('OPTIONS tells what is allowed, without asking for anything', async () => {
    const library = await serveLibrary()
    const answer = await fetch(`${library.origin}/books/7`, { method: 'OPTIONS' })
    expect(answer.status).toBe(204)
    expect(answer.headers.get('allow')).toBe('GET, PUT, HEAD, OPTIONS')
    expect(library.requests).toEqual([])
  })

  it('HEAD and OPTIONS of the document come first', async () => {
    const library = await serveLibrary()
    const head = await fetch(`${library.origin}/books/newest`, { method: 'HEAD' })
    expect([head.status, head.headers.get('x-newest')]).toEqual([204, '7'])
    const options = await fetch(`${library.origin}/books/newest`, { method: 'OPTIONS' })
    expect([options.status, options.headers.get('allow')]).toEqual([204, 'GET'])
  })
})

describe('path', () => {
  it.each([
    '/Books?author=a',
    '/books/?author=a',
    '//books?author=a',
    '/books/newest/',
    '/books//7',
    '/books/7/8',
    '/',
    '/north/loans/',
    '/north%2Floans/a',
    '/oddpath/north',
  ])('%s is nothing', async (path) => {
    const library = await serveLibrary()
    expect((await fetch(library.origin + path, { headers: good })).status).toBe(404)
    expect(library.requests).toEqual([])
  })

  it('is taken literally outside braces', async () => {
    const library = await serveLibrary()
    expect((await fetch(`${library.origin}/odd(path)*/north`)).status).toBe(200)
    expect(library.requests.at(-1)).toMatchObject({ operationId: 'oddPath', path: { branch: 'north' } })
  })

  it('that is concrete comes before a template', async () => {
    const library = await serveLibrary()
    expect(await (await fetch(`${library.origin}/books/newest`)).text()).toBe('<h1>The newest</h1>')
  })

  it('may have one trailing slash where that is wanted, and for that operation only', async () => {
    const library = await serveLibrary({ trailingSlash: ['listBooks', 'newestBook'] })
    expect((await fetch(`${library.origin}/books/?author=a`)).status).toBe(200)
    expect((await fetch(`${library.origin}/books?author=a`)).status).toBe(200)
    expect((await fetch(`${library.origin}/books//?author=a`)).status).toBe(404)
    const post = await fetch(`${library.origin}/books/`, { method: 'POST' })
    expect([post.status, post.headers.get('allow')]).toEqual([405, 'GET, HEAD, OPTIONS'])
    expect((await fetch(`${library.origin}/books/newest/`)).status).toBe(200)
  })

  it('is read the same way with the slash as without, captures and all', async () => {
    const paths: unknown[] = []
    const router = createRouter(
      handlersThat((request) => paths.push(request)),
      { context: () => undefined, trailingSlash: ['describeBook'] },
    )
    const { origin } = await serve((app) => app.use(router.routes()))
    for (const path of ['/books/7', '/books/7/']) await fetch(`${origin}${path}`, { method: 'PUT' })
    expect(paths).toMatchObject([{ path: { 'book-id': 7 } }, { path: { 'book-id': 7 } }])
  })

  it('stays right when the router is mounted at a prefix with parameters of its own', async () => {
    const paths: unknown[] = []
    const inner = createRouter(
      handlersThat((request) => paths.push(request)),
      { context: () => undefined },
    )
    const outer = new Router().use('/:country/libraries', inner.routes())
    const { origin } = await serve((app) => app.use(outer.routes()))
    await fetch(`${origin}/nl/libraries/books/7`, { method: 'PUT' })
    expect(paths).toMatchObject([{ path: { 'book-id': 7 } }])
  })
})

describe('handlers', () => {
  it('get what `context` makes of the request, once', async () => {
    let calls = 0
    const seen: unknown[] = []
    const router = createRouter<{ agent: string; call: number }>(
      handlersThat(({ context }) => seen.push(context)),
      {
        context: async (ctx) => {
          calls += 1
          return { agent: await Promise.resolve(ctx.get('user-agent')), call: calls }
        },
        onInvalidRequest: (failure, context) => {
          expectTypeOf(context).toEqualTypeOf<{ agent: string; call: number }>()
          seen.push(context)
          return { status: failure.status }
        },
      },
    )
    const { origin } = await serve((app) => app.use(router.routes()))
    const headers = { 'User-Agent': 'test' }
    await fetch(`${origin}/books?author=a`, { headers })
    await fetch(`${origin}/books`, { headers })
    await fetch(`${origin}/books`, { headers, method: 'PATCH' })
    expect(seen).toEqual([1, 2, 3].map((call) => ({ agent: 'test', call })))
  })

  it('may be methods of an object', async () => {
    const desk = {
      ...handlersThat<undefined>(() => undefined),
      page: '<h1>Mine</h1>',
      newestBook() {
        return { status: 200, body: this.page } as const
      },
    }
    const router = createRouter(desk, { context: () => undefined })
    const { origin } = await serve((app) => app.use(router.routes()))
    expect(await (await fetch(`${origin}/books/newest`)).text()).toBe('<h1>Mine</h1>')
  })

  it('may throw, and then the application answers', async () => {
    const bug = new Error('a bug')
    const library = await serveLibrary({}, { newestBook: () => Promise.reject(bug) })
    expect((await fetch(`${library.origin}/books/newest`)).status).toBe(500)
    expect(library.errors).toEqual([bug])
  })

  it('are asked for when one is missing', () => {
    const { listBooks: _, ...others } = handlersThat(() => undefined)
    expect(() => createRouter(others as Handlers, { context: () => undefined })).toThrow('listBooks')
  })

  it('get a query and a body as they were sent where nothing is to be validated', async () => {
    const seen: unknown[] = []
    const loose: Handlers<undefined, { listBooks: false; borrow: false }> = {
      ...handlersThat(() => undefined),
      listBooks: ({ query }) => {
        expectTypeOf(query).toEqualTypeOf<Record<string, string | string[]>>()
        seen.push(query)
        return { status: 200, headers: { 'Cache-Control': 'no-store' }, body: [] }
      },
      borrow: ({ body, path }) => {
        expectTypeOf(body).toEqualTypeOf<Record<string, string | string[]>>()
        seen.push([path.branch, body])
        return { status: 400, body: { error: 'too_many' } }
      },
    }
    const router = createRouter(loose, { context: () => undefined, validate: { listBooks: false, borrow: false } })
    const { origin } = await serve((app) => app.use(router.routes()))
    await fetch(`${origin}/books?a=1&a=2&a=3&author=&__proto__=4&page=x`)
    const post = {
      method: 'POST',
      body: new URLSearchParams([
        ['what', 'x'],
        ['what', 'y'],
      ]),
    }
    await fetch(`${origin}/north/loans/a`, post)
    const [query, body] = seen
    expect(Object.getPrototypeOf(query)).toBe(null)
    expect(Object.entries(query as object)).toEqual([
      ['a', ['1', '2', '3']],
      ['author', ''],
      ['__proto__', '4'],
      ['page', 'x'],
    ])
    expect(body).toEqual(['north', { what: ['x', 'y'] }])
    expect((await fetch(`${origin}/NORTH/loans/a`, post)).status).toBe(400)
    expect((await fetch(`${origin}/books?a=%ff`)).status).toBe(400)
  })
})

describe('onInvalidRequest', () => {
  it('gets the failure with what was sent, and makes the answer', async () => {
    const failures: unknown[] = []
    const library = await serveLibrary({
      onInvalidRequest: async (failure) => {
        failures.push(failure)
        return {
          status: 422,
          headers: { 'X-Why': failure.reason },
          contentType: 'text/x;charset=A',
          body: failure.message,
        }
      },
    })
    const answer = await fetch(`${library.origin}/books?author=a&page=b&order=c&order=d`)
    expect([answer.status, answer.headers.get('x-why'), answer.headers.get('content-type')]).toEqual([
      422,
      'repeated',
      'text/x;charset=A',
    ])
    expect(await answer.text()).toBe('The query parameter "order" is given more than once.')
    expect(failures).toEqual([
      {
        operationId: 'listBooks',
        status: 400,
        place: 'query',
        reason: 'repeated',
        name: 'order',
        path: ['order'],
        message: 'The query parameter "order" is given more than once.',
        input: { author: 'a', page: 'b', order: ['c', 'd'] },
      },
    ])
  })

  it('may forget Allow, which is sent all the same, and may say it differently', async () => {
    const forgetful = await serveLibrary({ onInvalidRequest: ({ status }) => ({ status }) })
    const answer = await fetch(`${forgetful.origin}/books`, { method: 'PUT' })
    expect([answer.status, answer.headers.get('allow'), await answer.text()]).toEqual([
      405,
      'GET, POST, HEAD, OPTIONS',
      '',
    ])
    const other = await serveLibrary({ onInvalidRequest: ({ status }) => ({ status, headers: { allow: 'GET' } }) })
    expect((await fetch(`${other.origin}/books`, { method: 'PUT' })).headers.get('allow')).toBe('GET')
  })

  it('is replaced by problem details that repeat nothing that was sent', async () => {
    const library = await serveLibrary()
    const answer = await fetch(`${library.origin}/books?author=a&order=%3Cscript%3E&%3Cscript%3E=1`)
    expect(answer.headers.get('content-type')).toBe('application/problem+json')
    const text = await answer.text()
    expect(text).not.toContain('script')
    expect(JSON.parse(text)).toEqual({
      type: 'about:blank',
      title: 'Bad Request',
      status: 400,
      detail: expect.stringContaining('The query parameter "order" is not valid'),
      place: 'query',
      reason: 'invalid',
      name: 'order',
      path: ['order'],
    })
  })
})

describe('createWebhookRouter', () => {
  it('receives those webhooks that are given a path', async () => {
    const seen: unknown[] = []
    const router = createWebhookRouter(
      {
        readerArrived: ({ query, context, operationId }) => {
          seen.push([operationId, query.code, context])
          return { status: 303, headers: { Location: '/welcome' } }
        },
      },
      { context: () => 7, paths: { readerArrived: '/callback' } },
    )
    const { origin } = await serve((app) => app.use(router.routes()))
    const answer = await fetch(`${origin}/callback?code=a`, { redirect: 'manual' })
    expect([answer.status, answer.headers.get('location'), answer.headers.get('content-length')]).toEqual([
      303,
      '/welcome',
      '0',
    ])
    expect((await fetch(`${origin}/callback`)).status).toBe(400)
    expect(seen).toEqual([['readerArrived', 'a', 7]])
  })

  it('checks each part of a webhook', async () => {
    const seen: unknown[] = []
    const router = createWebhookRouter(
      {
        bookReturned: (request) => {
          seen.push(request)
          return { status: 204 }
        },
      },
      { context: () => undefined, paths: { bookReturned: '/hooks/books' } },
    )
    const { origin } = await serve((app) => app.use(router.routes()))
    const send = async (query: string, signature: string | undefined, body: unknown): Promise<number> => {
      const headers = { 'Content-Type': 'application/json', ...(signature && { 'X-Signature': signature }) }
      return (await fetch(`${origin}/hooks/books${query}`, { method: 'POST', headers, body: JSON.stringify(body) }))
        .status
    }
    expect(await send('?attempt=2', 's', { id: 1, title: 'A' })).toBe(204)
    expect(seen).toMatchObject([
      { query: { attempt: 2 }, headers: { 'x-signature': 's' }, body: { id: 1, title: 'A' } },
    ])
    expect(await send('', 's', { id: 1, title: 'A' })).toBe(204)
    expect(await send('?attempt=x', 's', { id: 1, title: 'A' })).toBe(400)
    expect(await send('', undefined, { id: 1, title: 'A' })).toBe(400)
    expect(await send('', 's', { id: 'x', title: 'A' })).toBe(400)
    expect(seen).toHaveLength(2)
  })
})

/** A library that answers anything and tells what it was asked. */
function handlersThat<Context>(observe: (request: { readonly context: Context }) => unknown): Handlers<Context> {
  return {
    listBooks: (request) => (observe(request), { status: 200, headers: { 'Cache-Control': 'no-store' }, body: [] }),
    addBook: (request) => (observe(request), { status: 204 }),
    'get-book': (request) => (observe(request), { status: 304, headers: { ETag: '"a"' } }),
    describeBook: (request) => (observe(request), { status: 204 }),
    newestBook: (request) => (observe(request), { status: 200, body: '' }),
    newestBookHead: (request) => (observe(request), { status: 204, headers: { 'X-Newest': '' } }),
    newestBookOptions: (request) => (observe(request), { status: 204, headers: { Allow: 'GET' } }),
    borrow: (request) => (observe(request), { status: 400, body: { error: 'lent_out' } }),
    oddPath: (request) => (observe(request), { status: 200 }),
  }
}
