import { describe, expect, it } from 'vitest'
import { sendRaw, serve } from '../fixtures/serve.ts'
import { routerOf, serveDocument } from '../testing/serve-document.ts'
import { buildRouter } from './build-router.ts'

/** @param operations `GET /path`, by name */
function documentOf(operations: Readonly<Record<string, string>>): string {
  const paths: Record<string, Record<string, unknown>> = {}
  for (const [operationId, operation] of Object.entries(operations)) {
    const [method = '', path = ''] = operation.split(' ')
    const names = [...path.matchAll(/\{([^}]+)\}/g)].map(([, name]) => name)
    const parameters = names.map((name) => ({ name, in: 'path', required: true, schema: { type: 'string' } }))
    ;(paths[path] ??= {})[method.toLowerCase()] = {
      operationId,
      parameters,
      responses: { 204: { description: 'Done.' } },
    }
  }
  return JSON.stringify({ openapi: '3.1.0', info: { title: 'Paths', version: '1' }, paths })
}

const DOCUMENT = documentOf({
  read: 'GET /a/{x}',
  write: 'PUT /a/{y}',
  newest: 'GET /a/newest',
  asJson: 'GET /a/{name}.json',
  compare: 'GET /compare/{base}...{head}',
  ping: 'HEAD /ping',
  coffee: 'GET /café/{size}',
  slash: 'GET /b/',
  own: 'OPTIONS /own',
  everything: 'POST /{all}/{the}/{rest}',
})

const reached: Record<string, unknown>[] = []
const router = routerOf(DOCUMENT, () => (request) => {
  reached.push({ ...request })
  return { status: 204 }
})

async function ask(operation: string): Promise<unknown[]> {
  const { port } = await serve((app) => app.use(router.routes()))
  // Not fetch, which would change some of the paths.
  const raw = await sendRaw(port, `${operation} HTTP/1.1`, 'Host: x', 'Connection: close', '', '')
  const request = reached.pop()
  const allow = /\r\nAllow: (.*)\r\n/.exec(raw)?.[1]
  return [Number(raw.slice(9, 12)), request ? [request['operationId'], request['path']] : allow]
}

describe('a request', () => {
  it.each([
    ['GET /a/7', 'read', { x: '7' }],
    ['PUT /a/7', 'write', { y: '7' }],
    ['HEAD /a/7', 'read', { x: '7' }],
    ['GET /a/newest', 'newest', undefined],
    ['GET /a/newest?x=/a/7', 'newest', undefined],
    ['GET http://x/a/newest', 'newest', undefined],
    ['GET /a/Newest', 'read', { x: 'Newest' }],
    ['GET /a/7.json', 'asJson', { name: '7' }],
    ['GET /a/.json', 'read', { x: '.json' }],
    ['GET /a/a%2Fb%20c%3F', 'read', { x: 'a/b c?' }],
    ['GET /a/%C3%A9', 'read', { x: 'é' }],
    ['GET /a/a+b', 'read', { x: 'a+b' }],
    ['GET /a/..', 'read', { x: '..' }],
    ['GET /compare/v1.0...v1.1', 'compare', { base: 'v1.0', head: 'v1.1' }],
    ['HEAD /ping', 'ping', undefined],
    ['GET /caf%C3%A9/large', 'coffee', { size: 'large' }],
    ['GET /b/', 'slash', undefined],
    ['OPTIONS /own', 'own', undefined],
    ['POST /a/newest/c', 'everything', { all: 'a', the: 'newest', rest: 'c' }],
  ])('%s reaches %s', async (operation, id, path) => {
    expect(await ask(operation)).toEqual([204, [id, path]])
  })

  it.each([
    ['DELETE /a/7', 405, 'GET, PUT, HEAD, OPTIONS'],
    ['PUT /a/newest', 405, 'GET, HEAD, OPTIONS'],
    ['PUT /a/7.json', 405, 'GET, HEAD, OPTIONS'],
    ['GET /ping', 405, 'HEAD, OPTIONS'],
    ['HEAD /a/b/c', 405, 'POST, OPTIONS'],
    ['GET /own', 405, 'OPTIONS'],
    ['OPTIONS /ping', 204, 'HEAD, OPTIONS'],
    ['OPTIONS /a/7', 204, 'GET, PUT, HEAD, OPTIONS'],
    ['GET /a/%ZZ', 400, undefined],
    ['GET /a/', 404, undefined],
    ['GET /a', 404, undefined],
    ['GET /A/7', 404, undefined],
    ['GET /b', 404, undefined],
    ['GET /b//', 404, undefined],
    ['GET /a//7', 404, undefined],
    ['OPTIONS *', 404, undefined],
    ['GET /', 404, undefined],
  ])('%s is answered %i', async (operation, status, allow) => {
    expect(await ask(operation)).toEqual([status, allow])
  })
})

it('finds its operation among as many as the largest documents have', async () => {
  const ids = Array.from({ length: 1000 }, (_, index) => index)
  const document = documentOf(Object.fromEntries(ids.map((id) => [`get${id}`, `GET /r${id % 40}/{x}/s${id}`])))
  const { origin, requests } = await serveDocument(document)
  const statuses = ['/r19/7/s979', '/r18/7/s979'].map(async (path) => (await fetch(origin + path)).status)
  expect(await Promise.all(statuses)).toEqual([204, 404])
  expect(requests).toMatchObject([{ operationId: 'get979', path: { x: '7' } }])
})

it('leaves what it does not know to whatever comes after it', async () => {
  const { origin } = await serve((app) => {
    app.use(router.routes())
    app.use((ctx) => {
      ctx.body = [ctx['routeMatched'], ctx['matched']]
    })
  })
  expect(await (await fetch(`${origin}/elsewhere`)).json()).toEqual([false, []])
})

it('refuses two operations that would answer the same requests', () => {
  const entry = { method: 'POST', request: {}, responses: { 204: {} } }
  const handlers = { a: () => ({ status: 204 }), b: () => ({ status: 204 }) }
  const document = { definitions: {}, securitySchemes: {} }
  const build = (paths: Record<string, string>): unknown =>
    buildRouter(document, { a: entry, b: entry }, paths, handlers, {})
  expect(() => build({ a: '/hooks', b: '/hooks' })).toThrow(new TypeError('a and b answer the same requests.'))
  expect(() => build({ a: '/hooks', b: '/others' })).not.toThrow()
})
