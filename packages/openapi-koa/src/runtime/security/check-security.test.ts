import { describe, expect, it } from 'vitest'
import { serveDocument } from '../../testing/serve-document.ts'
import type { AnySecurityHandlers } from './plan-security.ts'
import { refuse } from './security-refusal.ts'

// Both `token` and `oauth` read the bearer token. A handler grants what names it, with its scopes: `Bearer oauth.read`; and
// it knows, but does not allow, `Bearer oauth.read-403`. What is good for several stands with slashes between.

describe('one scheme', () => {
  it('grants with what its handler says, and is asked for what the document needs', async () => {
    const { see } = await serveVault('[{ oauth: [read, write] }]')
    expect(await see({ bearer: 'oauth.read.write' })).toEqual({
      security: { oauth: 'oauth.read.write' },
      asked: ['oauth.read.write'],
    })
  })

  it('is refused without credentials, and nobody is asked', async () => {
    const { see } = await serveVault('[{ token: [] }]')
    expect(await see({})).toEqual({ status: 401, reason: 'missing', asked: [] })
  })

  it('is refused when its handler does not grant', async () => {
    const { see } = await serveVault('[{ oauth: [read] }]')
    const refused = { reason: 'refused', scheme: 'oauth', asked: ['oauth.read'] }
    expect(await see({ bearer: 'a' })).toEqual({ status: 401, ...refused })
    expect(await see({ bearer: 'oauth.read-403' })).toEqual({ status: 403, ...refused })
  })

  it.each([undefined, null, false])('takes %s for a refusal', async (answer) => {
    const { see } = await serveVault('[{ key: [] }, {}]', { key: () => answer })
    expect(await see({ key: 'a' })).toEqual({ status: 401, reason: 'refused', scheme: 'key', asked: [] })
  })

  it.each([0, '', true, {}])('takes %j for a grant', async (answer) => {
    const { see } = await serveVault('[{ key: [] }]', { key: async () => answer })
    expect(await see({ key: 'a' })).toEqual({ security: { key: answer }, asked: [] })
  })

  it('fails with its handler, granting and refusing nothing, also where other credentials or none would do', async () => {
    const handlers = { key: () => Promise.reject(new Error('the database is gone')) }
    const { see, errors, requests } = await serveVault('[{ key: [] }, { token: [] }, {}]', handlers)
    expect(await see({ key: 'a', bearer: 'token' })).toMatchObject({ status: 500 })
    expect(errors).toMatchObject([{ message: 'the database is gone' }])
    expect(requests).toEqual([])
  })
})

describe('alternatives', () => {
  it('need one of them', async () => {
    const { see } = await serveVault('[{ key: [] }, { session: [] }]')
    expect(await see({ key: 'key' })).toEqual({ security: { key: 'key' }, asked: ['key'] })
    expect(await see({ session: 'session' })).toEqual({ security: { session: 'session' }, asked: ['session'] })
    expect(await see({})).toEqual({ status: 401, reason: 'missing', asked: [] })
  })

  it('grant by the first that does, once whatever else was sent is known to be good', async () => {
    const { see } = await serveVault('[{ key: [] }, { session: [] }]')
    expect(await see({ key: 'key', session: 'session' })).toEqual({
      security: { key: 'key' },
      asked: ['key', 'session'],
    })
  })

  it('are not tried any more when credentials for one of them are wrong', async () => {
    const { see } = await serveVault('[{ key: [] }, { session: [] }]')
    const refused = { status: 401, reason: 'refused' }
    expect(await see({ key: 'a', session: 'session' })).toEqual({ ...refused, scheme: 'key', asked: ['key'] })
    expect(await see({ key: 'key', session: 'a' })).toEqual({
      ...refused,
      scheme: 'session',
      asked: ['key', 'session'],
    })
  })

  it('are not tried at all when credentials for one of them are malformed', async () => {
    const { see } = await serveVault('[{ key: [] }, { token: [] }, {}]')
    expect(await see({ key: 'key', bearer: 'a b' })).toEqual({
      status: 401,
      reason: 'malformed',
      scheme: 'token',
      asked: [],
    })
  })

  it('mind wrong credentials also where their own alternative is not complete', async () => {
    const { see } = await serveVault('[{ key: [] }, { session: [], password: [] }]')
    expect(await see({ key: 'key', session: 'session' })).toEqual({
      security: { key: 'key' },
      asked: ['key', 'session'],
    })
    expect(await see({ key: 'key', session: 'a' })).toMatchObject({ status: 401, scheme: 'session' })
  })
})

describe('schemes of one alternative', () => {
  it('are needed together', async () => {
    const { see } = await serveVault('[{ key: [], session: [], token: [] }]')
    const all = { key: 'key', session: 'session', bearer: 'token' }
    expect(await see(all)).toEqual({
      security: { key: 'key', session: 'session', token: 'token' },
      asked: ['key', 'session', 'token'],
    })
    const missing = { status: 401, reason: 'missing' }
    expect(await see({ ...all, bearer: undefined })).toMatchObject(missing)
    expect(await see({ key: 'key' })).toMatchObject(missing)
    expect(await see({ ...all, session: 'a' })).toEqual({
      status: 401,
      reason: 'refused',
      scheme: 'session',
      asked: ['key', 'session'],
    })
  })

  it('do not satisfy in part, and what asks for nothing does not apply then', async () => {
    const { see } = await serveVault('[{}, { key: [], session: [] }]')
    expect(await see({})).toEqual({ security: {}, asked: [] })
    expect(await see({ key: 'key' })).toEqual({ status: 401, reason: 'missing', asked: ['key'] })
    expect(await see({ key: 'a' })).toEqual({ status: 401, reason: 'refused', scheme: 'key', asked: ['key'] })
  })
})

describe('an alternative that asks for nothing', () => {
  it.each(['[{}, { token: [] }]', '[{ token: [] }, {}]'])('is for those who send nothing: %s', async (security) => {
    const { see } = await serveVault(security)
    expect(await see({})).toEqual({ security: {}, asked: [] })
    expect(await see({ bearer: 'token' })).toEqual({ security: { token: 'token' }, asked: ['token'] })
    expect(await see({ bearer: 'a' })).toMatchObject({ status: 401, reason: 'refused' })
    expect(await see({ bearer: '' })).toMatchObject({ status: 401, reason: 'malformed' })
  })

  it('is for those, too, whose credentials the operation does not declare', async () => {
    const { see } = await serveVault('[{ token: [] }, {}]')
    expect(await see({ key: 'a', basic: 'a:b' })).toEqual({ security: {}, asked: [] })
  })
})

describe('two schemes that read the same place', () => {
  it('grant what one of them grants, in the order of the document', async () => {
    const { see } = await serveVault('[{ token: [] }, { oauth: [read] }]')
    expect(await see({ bearer: 'token/oauth.read' })).toEqual({
      security: { token: 'token/oauth.read' },
      asked: ['token'],
    })
    expect(await see({ bearer: 'oauth.read' })).toEqual({
      security: { oauth: 'oauth.read' },
      asked: ['token', 'oauth.read'],
    })
  })

  it('refuse what both refuse', async () => {
    const { see } = await serveVault('[{ token: [] }, { oauth: [read] }, {}]')
    expect(await see({ bearer: 'a' })).toEqual({
      status: 401,
      reason: 'refused',
      scheme: 'token',
      asked: ['token', 'oauth.read'],
    })
  })

  it.each(['[{ token: [] }, { oauth: [read] }]', '[{ oauth: [read] }, { token: [] }]'])(
    'answer 403 when one of them knows the caller: %s',
    async (security) => {
      const { see } = await serveVault(security)
      expect(await see({ bearer: 'oauth.read-403' })).toMatchObject({ status: 403, reason: 'refused', scheme: 'oauth' })
    },
  )

  it('may be the same scheme with different scopes', async () => {
    const { see } = await serveVault(
      '[{ oauth: [read, write] }, { oauth: [admin] }, { oauth: [write, read], key: [] }]',
    )
    expect(await see({ bearer: 'oauth.admin' })).toEqual({
      security: { oauth: 'oauth.admin' },
      asked: ['oauth.read.write', 'oauth.admin'],
    })
    expect(await see({ bearer: 'oauth.read.write-403' })).toMatchObject({ status: 403 })
    // The same scopes in another order are not asked about again.
    expect(await see({ bearer: 'a', key: 'key' })).toMatchObject({ asked: ['oauth.read.write', 'oauth.admin'] })
  })

  it('may read in one place what only one of them understands', async () => {
    const { see } = await serveVault('[{ token: [] }, { whole: [] }]')
    expect(await see({ bearer: 'whole here' })).toEqual({ security: { whole: 'Bearer whole here' }, asked: ['whole'] })
    expect(await see({ bearer: 'other here' })).toMatchObject({ status: 401, reason: 'refused', scheme: 'whole' })
    expect(await see({ basic: 'whole:' })).toMatchObject({ status: 401, reason: 'refused', scheme: 'whole' })
  })

  it('are no alternatives to what stands in another place', async () => {
    const { see } = await serveVault('[{ token: [], key: [] }, { oauth: [read] }]')
    expect(await see({ bearer: 'oauth.read', key: 'key' })).toEqual({
      security: { oauth: 'oauth.read' },
      asked: ['token', 'oauth.read', 'key'],
    })
    expect(await see({ bearer: 'oauth.read', key: 'a' })).toMatchObject({
      status: 401,
      reason: 'refused',
      scheme: 'key',
    })
    expect(await see({ bearer: 'token', key: undefined })).toMatchObject({ status: 401 })
  })
})

describe('the request', () => {
  it('is not looked at before its caller is known', async () => {
    const { see, requests } = await serveVault('[{ key: [] }]')
    expect(await see({ method: 'POST', body: 'not json' })).toMatchObject({ status: 401 })
    expect(await see({ method: 'POST', body: 'not json', key: 'a' })).toMatchObject({ status: 401 })
    expect(await see({ method: 'POST', body: 'not json', key: 'key' })).toMatchObject({ status: 400 })
    expect(requests).toEqual([])
  })

  it('asks for HEAD what GET asks for, and for an OPTIONS that nobody wrote nothing', async () => {
    const { see } = await serveVault('[{ key: [] }]')
    expect(await see({ method: 'HEAD' })).toMatchObject({ status: 401 })
    expect(await see({ method: 'HEAD', key: 'key' })).toMatchObject({ asked: ['key'] })
    expect(await see({ method: 'OPTIONS' })).toEqual({ asked: [] })
  })

  it('tells security handlers the operation and the context, and hands over what they made of it', async () => {
    const seen: unknown[] = []
    const { see, requests } = await serveVault('[{ password: [] }]', { password: (request) => seen.push(request) })
    await see({ basic: 'anna:secret' })
    const context = expect.objectContaining({ method: 'GET' })
    expect(seen).toEqual([{ username: 'anna', password: 'secret', scopes: [], operationId: 'look', context }])
    expect(requests).toMatchObject([{ operationId: 'look', security: { password: 1 } }])
  })

  it('has nothing of it where operations ask themselves', async () => {
    const { origin, requests } = await serveDocument(documentOf('[{ key: [] }]'), {}, { security: 'in-handlers' })
    expect((await fetch(origin)).status).toBe(204)
    expect(requests).toHaveLength(1)
    expect(requests[0]).not.toHaveProperty('security')
  })
})

describe('a router', () => {
  it('is not made when credentials are asked for and nobody checks them', async () => {
    await expect(serveDocument(documentOf('[{ key: [] }]'))).rejects.toThrow(/look asks for credentials/)
    const security = { session: () => 1 }
    await expect(serveDocument(documentOf('[{ key: [] }]'), {}, { security })).rejects.toThrow(
      /no security handler for key/,
    )
    const named = documentOf('[{ constructor: [] }]').replace('    key:', '    constructor:')
    await expect(serveDocument(named, {}, { security })).rejects.toThrow(/no security handler for constructor/)
  })

  it('takes security handlers that are methods', async () => {
    class Keys {
      readonly #known = 'key'
      key({ apiKey }: { readonly apiKey?: string }): string | undefined {
        return apiKey === this.#known ? 'known' : undefined
      }
    }
    // A class has no index signature.
    const security = new Keys() as unknown as AnySecurityHandlers
    const { origin, requests } = await serveDocument(documentOf('[{ key: [] }]'), {}, { security })
    await fetch(origin, { headers: { 'X-Key': 'key' } })
    expect(requests).toMatchObject([{ security: { key: 'known' } }])
  })
})

interface Credentials {
  readonly bearer?: string | undefined
  readonly basic?: string
  readonly key?: string | undefined
  readonly session?: string
}

async function serveVault(security: string, replaced: AnySecurityHandlers = {}) {
  const asked: string[] = []
  const handlerOf = (scheme: string) => (request: { readonly scopes?: readonly string[] }) => {
    const needed = [scheme, ...(request.scopes ?? [])].join('.')
    asked.push(needed)
    const sent = Object.values(request).find((value) => typeof value === 'string') ?? ''
    if (sent.includes(`${needed}-403`)) return refuse({ status: 403 })
    return sent.split(/[/ ]/).includes(needed) ? sent : undefined
  }
  const names = ['token', 'oauth', 'key', 'session', 'password', 'whole']
  const handlers = { ...Object.fromEntries(names.map((name) => [name, handlerOf(name)])), ...replaced }
  const { origin, requests, errors } = await serveDocument(documentOf(security), {}, { security: handlers })

  const see = async ({ bearer, basic, key, session, ...init }: Credentials & RequestInit) => {
    asked.length = requests.length = 0
    const headers = new Headers()
    if (bearer !== undefined) headers.set('Authorization', `Bearer ${bearer}`)
    if (basic !== undefined) headers.set('Authorization', `Basic ${Buffer.from(basic).toString('base64')}`)
    if (key !== undefined) headers.set('X-Key', key)
    if (session !== undefined) headers.set('Cookie', `session=${session}`)
    if (init.body) headers.set('Content-Type', 'application/json')
    const answer = await fetch(origin, { ...init, headers })
    if (answer.status === 204) return { ...granted(requests), asked: [...asked] }
    expect(requests).toEqual([])
    const text = await answer.text()
    const { reason, scheme } = text.startsWith('{') ? JSON.parse(text) : {}
    return { status: answer.status, ...(reason && { reason }), ...(scheme && { scheme }), asked: [...asked] }
  }
  return { see, requests, errors }
}

function granted([request]: Record<string, unknown>[]): { security?: unknown } {
  return request ? { security: request['security'] } : {}
}

function documentOf(security: string): string {
  return `
openapi: 3.1.0
info: { title: A vault, version: '1' }
security: ${security}
paths:
  /:
    get: { operationId: look, responses: { '204': { description: A. } } }
    post:
      operationId: put
      requestBody: { required: true, content: { application/json: { schema: { type: object } } } }
      responses: { '204': { description: A. } }
components:
  securitySchemes:
    token: { type: http, scheme: bearer }
    oauth: { type: oauth2, flows: {} }
    key: { type: apiKey, in: header, name: X-Key }
    session: { type: apiKey, in: cookie, name: session }
    password: { type: http, scheme: basic }
    whole: { type: apiKey, in: header, name: authorization }
`
}
