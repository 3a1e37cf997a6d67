import { once } from 'node:events'
import { describe, expect, it } from 'vitest'
import { closed, connectTo, readAll, serve } from '../../fixtures/serve.ts'
import { createRouter } from '../../fixtures/generated/vault.gen.ts'
import { serveDocument } from '../../testing/serve-document.ts'
import type { AnyRouterOptions } from '../build-router.ts'
import { refuse } from './security-refusal.ts'

describe('the answer to missing credentials', () => {
  it('is problem details that no cache keeps, with a challenge for each scheme that has one', async () => {
    const { origin } = await serveSchemes(
      '[{ password: [] }, { token: [], key: [] }, { oauth: [read] }, { other: [] }, {}]',
    )
    const answer = await fetch(origin, { headers: { 'X-Key': 'a' } })
    expect(answer.status).toBe(401)
    expect(answer.headers.get('content-type')).toBe('application/problem+json')
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(answer.headers.get('www-authenticate')?.split(/, (?=\w+ realm|\w+$)/)).toEqual([
      'Basic realm="password", charset="UTF-8"',
      'Bearer realm="token"',
      'Bearer realm="oauth"',
      'negotiate',
    ])
    expect(await answer.json()).toEqual({
      type: 'about:blank',
      title: 'Unauthorized',
      status: 401,
      detail: 'Credentials are missing; there must be password, or token with key, or oauth, or other.',
      reason: 'missing',
    })
  })

  it('sends each challenge in a field of its own, once', async () => {
    const { port } = await serveSchemes('[{ password: [] }, { oauth: [read] }, { oauth: [write] }]')
    const socket = await connectTo(port)
    const answer = readAll(socket)
    socket.write('GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n')
    expect((await answer).match(/^WWW-Authenticate: .*$/gm)).toEqual([
      'WWW-Authenticate: Basic realm="password", charset="UTF-8"',
      'WWW-Authenticate: Bearer realm="oauth"',
    ])
  })

  it('has no challenge where there is none, and no content for HEAD', async () => {
    const { origin } = await serveSchemes('[{ key: [] }]')
    const answer = await fetch(origin, { method: 'HEAD' })
    expect([answer.status, answer.headers.get('www-authenticate'), await answer.text()]).toEqual([401, null, ''])
  })
})

describe('the answer to wrong credentials', () => {
  it('says that a token is invalid, refused or malformed, and repeats nothing of it', async () => {
    const { origin } = await serveSchemes('[{ token: [] }, { password: [] }]')
    for (const authorization of ['Bearer tell.nobody', 'Bearer tell.nobody?']) {
      const answer = await fetch(origin, { headers: { authorization } })
      expect(answer.status).toBe(401)
      expect(answer.headers.get('www-authenticate')).toBe(
        'Bearer realm="token", error="invalid_token", Basic realm="password", charset="UTF-8"',
      )
      const text = await answer.text()
      expect(text).not.toContain('nobody')
      expect(JSON.parse(text)).toMatchObject({
        scheme: 'token',
        reason: authorization.endsWith('?') ? 'malformed' : 'refused',
      })
    }
  })

  it('says with 403 which scopes would do, and offers no other way', async () => {
    const security = { oauth: () => refuse({ status: 403 }) }
    const { origin } = await serveSchemes('[{ password: [] }, { oauth: [read, write] }]', { security })
    const answer = await fetch(origin, { headers: { authorization: 'Bearer a' } })
    expect(answer.status).toBe(403)
    expect(answer.headers.get('www-authenticate')).toBe(
      'Bearer realm="oauth", error="insufficient_scope", scope="read write"',
    )
    expect(await answer.json()).toMatchObject({
      title: 'Forbidden',
      status: 403,
      detail: 'The credentials for oauth do not allow this.',
    })
  })

  it('says with 403 nothing of passwords and keys', async () => {
    const { origin } = await serveSchemes('[{ password: [] }, { key: [] }]', {
      security: { password: forbid, key: forbid },
    })
    for (const headers of [new Headers({ Authorization: 'Basic YTpi' }), new Headers({ 'X-Key': 'a' })]) {
      const answer = await fetch(origin, { headers })
      expect([answer.status, answer.headers.get('www-authenticate')]).toEqual([403, null])
      expect(await answer.json()).toMatchObject({ detail: 'You are not allowed.' })
    }
  })

  it('has the challenge that the refusal brings', async () => {
    const security = { oauth: () => refuse({ challenge: 'Bearer error="invalid_token", error_description="expired"' }) }
    const { origin } = await serveSchemes('[{ oauth: [] }, { token: [] }]', { security })
    const answer = await fetch(origin, { headers: { authorization: 'Bearer a' } })
    expect(answer.headers.get('www-authenticate')).toBe(
      'Bearer error="invalid_token", error_description="expired", Bearer realm="token", error="invalid_token"',
    )
  })
})

describe('onUnauthorized', () => {
  it('may answer something else, against which no other credentials help', async () => {
    const { origin } = await serveSchemes('[{ oauth: [] }]', { onUnauthorized: () => ({ status: 429 }) })
    const answer = await fetch(origin, { headers: { authorization: 'Bearer a' } })
    expect([answer.status, answer.headers.get('www-authenticate')]).toEqual([429, null])
  })

  it('gets the failure and the context, and makes the answer', async () => {
    const seen: unknown[] = []
    const { origin } = await serveSchemes('[{ oauth: [] }]', {
      context: () => 7,
      onUnauthorized: async (failure, context) => {
        seen.push(failure, context)
        return { status: 403, headers: { 'X-Why': failure.reason }, body: { error: 'no' } }
      },
    })
    const answer = await fetch(origin, { headers: { authorization: 'Bearer a' } })
    const challenge = 'Bearer realm="oauth", error="invalid_token"'
    expect([answer.status, answer.headers.get('x-why'), answer.headers.get('www-authenticate')]).toEqual([
      403,
      'refused',
      challenge,
    ])
    expect(await answer.text()).toBe('{"error":"no"}')
    expect(seen).toEqual([
      {
        operationId: 'look',
        status: 401,
        reason: 'refused',
        scheme: 'oauth',
        challenges: [challenge],
        message: 'The credentials for oauth are not accepted.',
      },
      7,
    ])
  })

  it('may say WWW-Authenticate itself', async () => {
    const { origin } = await serveSchemes('[{ oauth: [] }]', {
      onUnauthorized: () => ({ status: 401, headers: { 'www-authenticate': 'Own realm="x"' } }),
    })
    expect((await fetch(origin)).headers.get('www-authenticate')).toBe('Own realm="x"')
  })

  it('may leave it to middleware in front, which set it already', async () => {
    const security = { password: () => 1, token: () => 1, oauth: () => 1, appKey: () => 1, session: () => 1 }
    const router = createRouter(
      {
        lookAtDoor: () => ({ status: 200, body: '' }),
        openDoor: () => ({ status: 204 }),
        listItems: () => ({ status: 200, body: '' }),
        addItem: () => ({ status: 201 }),
        checkHealth: () => ({ status: 204 }),
      },
      { security },
    )
    const { origin } = await serve((app) => {
      app.use((ctx, next) => {
        ctx.set('WWW-Authenticate', 'Own realm="x"')
        return next()
      })
      app.use(router.routes())
    })
    const answer = await fetch(`${origin}/door`, { method: 'POST' })
    expect([answer.status, answer.headers.get('www-authenticate')]).toEqual([401, 'Own realm="x"'])
  })
})

describe('a refused request with a body', () => {
  it('that is small leaves the connection as it was', async () => {
    const { port } = await serveSchemes('[{ key: [] }]')
    const socket = await connectTo(port)
    const answers = readAll(socket)
    for (const body of ['{}', 'x'.repeat(60_000)]) {
      socket.write(`POST / HTTP/1.1\r\nHost: a\r\nContent-Length: ${body.length}\r\n\r\n${body}`)
    }
    socket.write('GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n')
    expect((await answers).match(/HTTP\/1\.1 \d+/g)).toEqual(Array(3).fill('HTTP/1.1 401'))
  })

  it.each(['Content-Length: 1000000000', 'Transfer-Encoding: chunked'])(
    'that is still being sent is answered at once, and ends: %s',
    async (announced) => {
      const { port } = await serveSchemes('[{ key: [] }]', {
        onUnauthorized: () => ({ status: 401, body: { error: 'key' } }),
      })
      const socket = await connectTo(port)
      const over = closed(socket)
      const answer = once(socket, 'data')
      socket.write(`POST / HTTP/1.1\r\nHost: a\r\n${announced}\r\n\r\n`)
      const sending = (async () => {
        const chunk = announced.startsWith('T') ? `4000\r\n${'x'.repeat(0x4000)}\r\n` : 'x'.repeat(0x4000)
        while (!socket.destroyed)
          if (!socket.write(chunk)) await Promise.race([new Promise((resolve) => socket.once('drain', resolve)), over])
      })()
      const [head] = await answer
      expect(String(head)).toMatch(/^HTTP\/1\.1 401 /)
      expect(String(head)).toMatch(/^Connection: close\r$/m)
      await over
      await sending
    },
  )
})

const forbid = () => refuse({ status: 403, message: 'You are not allowed.' })

async function serveSchemes(security: string, options: Partial<AnyRouterOptions> = {}) {
  const names = ['password', 'token', 'oauth', 'key', 'other']
  const refusing = Object.fromEntries(names.map((name) => [name, () => undefined]))
  const granted = { ...refusing, key: (request: { readonly apiKey?: string }) => request.apiKey === 'a' && 1 }
  return await serveDocument(
    `
openapi: 3.1.0
info: { title: A, version: '1' }
security: ${security}
paths:
  /:
    get: { operationId: look, responses: { '204': { description: A. } } }
    post:
      operationId: put
      requestBody: { content: { application/json: { schema: {} } } }
      responses: { '204': { description: A. } }
components:
  securitySchemes:
    password: { type: http, scheme: basic }
    token: { type: http, scheme: bearer }
    oauth: { type: oauth2, flows: {} }
    key: { type: apiKey, in: header, name: X-Key }
    other: { type: http, scheme: Negotiate }
`,
    {},
    { ...options, security: { ...granted, ...(typeof options.security === 'object' && options.security) } },
  )
}
