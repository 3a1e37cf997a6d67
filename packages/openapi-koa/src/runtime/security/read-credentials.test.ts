import { once } from 'node:events'
import { createServer, get } from 'node:https'
import Koa from 'koa'
import { describe, expect, it, onTestFinished } from 'vitest'
import { certificate } from '../../fixtures/certificate.ts'
import { sendRaw } from '../../fixtures/serve.ts'
import { routerOf, serveDocument } from '../../testing/serve-document.ts'

const basic = (text: string | Buffer): string => `Basic ${Buffer.from(text).toString('base64')}`

describe('basic', () => {
  it.each([
    [basic('anna:secret'), { username: 'anna', password: 'secret' }],
    [basic('anna:a:b::'), { username: 'anna', password: 'a:b::' }],
    [basic('anna:'), { username: 'anna', password: '' }],
    [basic(':'), { username: '', password: '' }],
    [basic('Ännä:пароль 🔑'), { username: 'Ännä', password: 'пароль 🔑' }],
    [basic('anna:secret').replace('Basic', 'bASIC'), { username: 'anna', password: 'secret' }],
    [basic('anna:secret').replace(' ', '   '), { username: 'anna', password: 'secret' }],
  ])('reads %s', async (authorization, credentials) => {
    const { see } = await serveScheme('{ type: http, scheme: basic }')
    expect(await see({ headers: { authorization } })).toEqual([credentials])
  })

  it.each([
    ['no credentials', 'Basic'],
    ['no colon', basic('anna')],
    ['a control character', basic('anna:a\nb')],
    ['bytes that are not UTF-8', basic(Buffer.from('anna:ä', 'latin1'))],
    ['characters that base64 does not have', 'Basic YW5u*YTpi'],
    ['the alphabet of URLs', basic(Buffer.from('a:???>>>')).replaceAll('/', '_').replaceAll('+', '-')],
    ['no padding', basic('a:bc').replaceAll('=', '')],
    ['something after it', `${basic('anna:secret')} x`],
    ['a parameter', `${basic('anna:secret')}, charset="UTF-8"`],
  ])('finds %s malformed', async (_, authorization) => {
    const { see } = await serveScheme('{ type: http, scheme: basic }')
    expect(await see({ headers: { authorization } })).toBe('malformed')
  })
})

describe.each([
  ['http bearer', '{ type: http, scheme: bearer }'],
  ['oauth2', '{ type: oauth2, flows: {} }'],
  ['openIdConnect', '{ type: openIdConnect, openIdConnectUrl: https://id.example }'],
])('%s', (_, scheme) => {
  it.each(['Bearer aZ09-._~+/==', 'bearer aZ09-._~+/==', 'BEARER  aZ09-._~+/=='])('reads %s', async (authorization) => {
    const { see } = await serveScheme(scheme)
    expect(await see({ headers: { authorization } })).toEqual([{ token: 'aZ09-._~+/==' }])
  })

  it.each([
    'Bearer',
    'Bearer a b',
    'Bearer a,b',
    'Bearer a=b',
    'Bearer "a"',
    'Bearer =',
    'Bearer a, Bearer b',
    'Bearer ä',
  ])('finds %s malformed', async (authorization) => {
    const { see } = await serveScheme(scheme)
    expect(await see({ headers: { authorization } })).toBe('malformed')
  })

  it('takes no token from the query or a form, which RFC 6750 leaves open and RFC 9700 forbids', async () => {
    const { see } = await serveScheme(scheme)
    expect(await see({ query: '?access_token=a' })).toBe('missing')
  })
})

it('hands over what another scheme of HTTP sends as it is', async () => {
  const { see } = await serveScheme('{ type: http, scheme: Digest }')
  expect(await see({ headers: { authorization: 'digest username="a", uri="/"' } })).toEqual([
    { credentials: 'username="a", uri="/"' },
  ])
  expect(await see({ headers: { authorization: 'Digest' } })).toBe('malformed')
})

describe('the Authorization field', () => {
  it.each(['', ' ', ', Bearer a', '"Bearer" a', 'Bearer\ta', '=', '(a) b'])(
    'that is %j is malformed',
    async (value) => {
      const { see } = await serveScheme('{ type: http, scheme: bearer }')
      expect(await see({ headers: { authorization: value } })).toBe('malformed')
    },
  )

  it('that is sent twice is malformed, even where one of them would do', async () => {
    const { port, asked } = await serveScheme('{ type: http, scheme: bearer }')
    for (const lines of [
      ['Authorization: Bearer a', 'authorization: Bearer a'],
      ['Authorization: Bearer a', 'Authorization: Basic YTpi'],
      ['Authorization: Basic YTpi', 'Authorization: Bearer a'],
    ]) {
      const answer = await sendRaw(port, 'GET / HTTP/1.1', 'Host: a', 'Connection: close', ...lines, '', '')
      expect(answer).toContain('401 Unauthorized')
      expect(answer).toContain('"reason":"malformed"')
    }
    expect(asked).toEqual([])
  })

  it('in a scheme that nobody asks for counts as not sent', async () => {
    const { see } = await serveScheme('{ type: http, scheme: bearer }')
    expect(await see({ headers: { authorization: basic('a:b') } })).toBe('missing')
    expect(await see({ headers: { authorization: 'Bearerx a' } })).toBe('missing')
  })
})

describe('apiKey', () => {
  it('is read from a field by any spelling of its name', async () => {
    const { see } = await serveScheme('{ type: apiKey, in: header, name: X-Key }')
    expect(await see({ headers: { 'x-KEY': 'a b;c' } })).toEqual([{ apiKey: 'a b;c' }])
    expect(await see({ headers: { 'X-Key': '' } })).toBe('malformed')
    expect(await see({ headers: { 'X-Keys': 'a' } })).toBe('missing')
  })

  it('is malformed when the field is sent twice', async () => {
    const { port } = await serveScheme('{ type: apiKey, in: header, name: X-Key }')
    const lines = ['GET / HTTP/1.1', 'Host: a', 'Connection: close', 'X-Key: a', 'X-Key: a', '', '']
    expect(await sendRaw(port, ...lines)).toContain('"reason":"malformed"')
  })

  it('may be the whole Authorization field', async () => {
    const { see } = await serveScheme('{ type: apiKey, in: header, name: Authorization }')
    expect(await see({ headers: { authorization: 'a b' } })).toEqual([{ apiKey: 'a b' }])
  })

  it.each([
    ['?my%20key=a', [{ apiKey: 'a' }]],
    ['?my+key=a+b%2Bc', [{ apiKey: 'a b+c' }]],
    ['?x=%ff&&my%20key=a=b&%ff', [{ apiKey: 'a=b' }]],
    ['?my+key=%C3%A4', [{ apiKey: 'ä' }]],
    ['?my+key=', 'malformed'],
    ['?my+key', 'malformed'],
    ['?my+key=%ff', 'malformed'],
    ['?my+key=%', 'malformed'],
    ['?my+key=a&my%20key=a', 'malformed'],
    ['?my+key=a&my+key=%ff', 'malformed'],
    ['?MY+KEY=a', 'missing'],
    ['?my+key[]=a', 'missing'],
    ['', 'missing'],
  ])('in the query %j is %j', async (query, seen) => {
    const { see } = await serveScheme('{ type: apiKey, in: query, name: my key }')
    expect(await see({ query })).toEqual(seen)
  })

  it('without a value is absent from the query where empty parameters are', async () => {
    const { see } = await serveScheme('{ type: apiKey, in: query, name: key }', { emptyParametersAreAbsent: true })
    expect(await see({ query: '?key=' })).toBe('missing')
    expect(await see({ query: '?key=&key=a' })).toEqual([{ apiKey: 'a' }])
  })

  it.each([
    ['sid=a', [{ apiKey: 'a' }]],
    ['x=1; sid="a b"; y', [{ apiKey: 'a b' }]],
    ['sid=', 'malformed'],
    ['sid=a; sid=b', 'malformed'],
    ['SID=a', 'missing'],
  ])('in the cookies %j is %j', async (cookie, seen) => {
    const { see } = await serveScheme('{ type: apiKey, in: cookie, name: sid }')
    expect(await see({ headers: { cookie } })).toEqual(seen)
  })
})

describe('mutualTLS', () => {
  it('is sent with a connection whose client has a certificate, and leaves it to the handler whether that is good', async () => {
    const seen: unknown[] = []
    const security = {
      it: (request: { readonly context?: Koa.Context }) => {
        const { socket } = request.context?.req ?? {}
        seen.push(socket && 'authorized' in socket && socket.authorized)
        return 'somebody'
      },
    }
    const app = new Koa()
    app.use(routerOf(documentOf('{ type: mutualTLS }'), () => () => ({ status: 204 }), { security }).routes())
    const handle = app.callback()
    const options = { ...certificate, requestCert: true, rejectUnauthorized: false }
    const server = createServer(options, (request, response) => void handle(request, response)).listen(0, '127.0.0.1')
    await once(server, 'listening')
    onTestFinished(() => {
      server.close().closeAllConnections()
    })
    const address = server.address()
    const port = typeof address === 'object' ? address?.port : undefined
    const statusWith = async (client: object): Promise<unknown> => {
      const request = get({ host: '127.0.0.1', port, agent: false, ca: certificate.cert, ...client })
      const [answer] = await once(request, 'response')
      answer.resume()
      return answer.statusCode
    }
    expect([await statusWith({}), seen]).toEqual([401, []])
    expect([await statusWith(certificate), seen]).toEqual([204, [false]])
  })

  it('is never sent over a connection without TLS', async () => {
    const { see } = await serveScheme('{ type: mutualTLS }')
    expect(await see({ headers: { 'X-Client-Cert': certificate.cert.replaceAll('\n', '') } })).toBe('missing')
  })
})

/** What the handler of a scheme was given, or why it was not asked. */
async function serveScheme(scheme: string, options: object = {}) {
  const asked: object[] = []
  const security = { it: (request: object) => asked.push(withoutRest(request)) }
  const { port } = await serveDocument(documentOf(scheme), {}, { ...options, security })
  const see = async ({ headers = {}, query = '' }: { headers?: Record<string, string>; query?: string }) => {
    asked.length = 0
    // Not fetch, which will not send all of these.
    const fields = Object.entries(headers).map(([name, value]) => `${name}: ${value}`)
    const answer = await sendRaw(port, `GET /${query} HTTP/1.1`, 'Host: a', 'Connection: close', ...fields, '', '')
    if (answer.startsWith('HTTP/1.1 204')) return [...asked]
    expect(asked).toEqual([])
    expect(answer).toMatch(/^HTTP\/1\.1 401 /)
    return /"reason":"(\w+)"/.exec(answer)?.[1]
  }
  return { port, asked, see }
}

function withoutRest(request: object): object {
  const { scopes: _scopes, operationId: _id, context: _context, ...credentials } = request as Record<string, unknown> // any
  return credentials
}

function documentOf(scheme: string): string {
  return `
openapi: 3.1.0
info: { title: A, version: '1' }
security: [{ it: [] }]
paths:
  /:
    get: { operationId: a, responses: { '204': { description: A. } } }
components: { securitySchemes: { it: ${scheme} } }
`
}
