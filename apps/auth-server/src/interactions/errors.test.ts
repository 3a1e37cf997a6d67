import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { PUBLIC_ERRORS } from '@identity-hub/core'
import { find, only, parsePage, textOf } from '../pages/testing/parse-page.ts'
import { startTestHub, type TestHub } from '../testing/start-test-hub.ts'
import { TestBrowser, type TestClient } from '../testing/test-browser.ts'

const PUBLIC_ORIGIN = 'https://hub.example'

let hub: TestHub
let client: TestClient

// The hub is told another origin than the one that it is called at, as behind a proxy.
beforeAll(async () => {
  hub = await startTestHub(PUBLIC_ORIGIN)
  client = await hub.createClient({ redirectUris: ['https://app.example/callback'] })
})
afterAll(() => hub.close())

const post = (path: string, form: Record<string, string>) =>
  fetch(`${hub.origin}/acme/oauth2/v1/${path}`, { method: 'POST', body: new URLSearchParams(form) })

const callApi = (authorization: string, path = 'api/identity/v1') =>
  fetch(`${hub.origin}/acme/${path}`, { headers: { Authorization: authorization } })

const authorize = (parameters: Record<string, string>) =>
  new TestBrowser(hub).requestAuthorization(client.clientId, {
    redirect_uri: 'https://app.example/callback',
    ...parameters,
  })

const open = (uri: unknown) => fetch(String(uri).replace(PUBLIC_ORIGIN, hub.origin))

describe('a refusal leads to the page that explains it', () => {
  const refusals: readonly [string, () => Promise<Response>, string][] = [
    [
      'of a token request',
      () => post('token', { ...credentials(), grant_type: 'refresh_token', refresh_token: 'x' }),
      'invalid_grant',
    ],
    ['of a form that does not fit', () => post('token', credentials()), 'invalid_request'],
    [
      'of a parameter in the query',
      () => post('token?code=x', { ...credentials(), grant_type: 'refresh_token', refresh_token: 'x' }),
      'invalid_request',
    ],
    ['of a client that revokes', () => post('revoke', { client_id: 'nobody', token: 'x' }), 'invalid_client'],
    ['of a client that introspects', () => post('introspect', { client_id: 'nobody', token: 'x' }), 'invalid_client'],
    ['of an access token', () => callApi('Bearer x'), 'invalid_token'],
    ['of an access token that is sent wrongly', () => callApi('Bearer x y'), 'invalid_request'],
    ['of a verification that is sent wrongly', () => callApi('Bearer x y', 'oauth2/v1/verify'), 'invalid_request'],
  ]
  test.each(refusals)('%s', async (_, ask, error) => {
    const response = await ask()
    // What the contract says of every refusal of these.
    const body = (await response.json()) as Record<'error' | 'error_description' | 'error_uri', string>
    expect(body.error).toBe(error)
    expect(body.error_uri).toMatch(new RegExp(`^${PUBLIC_ORIGIN}/acme/errors/${error}(#[a-z0-9_-]+)?$`))
    // RFC 6750 §3: a challenge says the same as the body; that of HTTP Basic says nothing.
    const challenge = response.headers.get('WWW-Authenticate') ?? 'Basic'
    expect(challenge.startsWith('Basic') || challenge.includes(`error_uri="${body.error_uri}"`)).toBe(true)
    const page = await open(body.error_uri)
    expect(page.status).toBe(200)
    const elements = parsePage(await page.text())
    const headings = find(elements, 'h2').map(({ text }) => text)
    expect(headings).toContain(`“${body.error_description}”`)
    const [, anchor] = body.error_uri.split('#')
    if (anchor !== undefined) only(elements, 'section', { id: anchor })
  })

  test('of an authorization request, by redirect', async () => {
    const location = new URL((await authorize({ response_type: 'token' })).headers.get('Location') ?? '')
    expect(location.searchParams.get('error_uri')).toBe(`${PUBLIC_ORIGIN}/acme/errors/unsupported_response_type`)
    expect((await open(location.searchParams.get('error_uri'))).status).toBe(200)
    const other = new URL((await authorize({ prompt: 'nonsense' })).headers.get('Location') ?? '')
    expect(other.searchParams.get('error_uri')).toBe(
      `${PUBLIC_ORIGIN}/acme/errors/invalid_request#the-prompt-must-be-none-alone-or-login-and-consent`,
    )
  })
})

test('RFC 6750 §3: a challenge without an error names no page', async () => {
  const response = await fetch(`${hub.origin}/acme/api/identity/v1`)
  expect(response.headers.get('WWW-Authenticate')).toBe('Bearer realm="acme"')
})

test('CAUTH-08: an unknown client and a wrong secret are answered with the same bytes', async () => {
  const form = { grant_type: 'refresh_token', refresh_token: 'x', client_secret: 'wrong' }
  const known = await post('token', { ...form, client_id: client.clientId })
  const unknown = await post('token', { ...form, client_id: 'nobody' })
  expect(await known.text()).toBe(await unknown.text())
})

describe('the page of an error', () => {
  test.each(Object.keys(PUBLIC_ERRORS))(
    '%s is there, for everybody, with the request id to ask about',
    async (code) => {
      const response = await fetch(`${hub.origin}/acme/errors/${code}`)
      expect(response.status).toBe(200)
      expect(response.headers.get('Content-Security-Policy')).toContain("default-src 'none'")
      expect(response.headers.get('Cache-Control')).toBe('no-store')
      const html = await response.text()
      expect(only(parsePage(html), 'html').attributes.get('lang')).toBe('en')
      expect(textOf(html)).toContain('X-Request-Id')
      expect(textOf(html)).toContain(code)
      expect(html).not.toMatch(/<script|<form|<input|undefined|\[object/)
      for (const { attributes } of find(parsePage(html), 'a'))
        expect(attributes.get('href')).toMatch(/^https:\/\/(www\.rfc-editor\.org|openid\.net)\//)
    },
  )

  test('is not there for an error that nobody is told, nor in a tenant that is not there', async () => {
    const paths = [
      'acme/errors/client_secret_wrong',
      'acme/errors/constructor',
      'acme/errors',
      'nobody/errors/invalid_grant',
    ]
    const answers = await Promise.all(paths.map((path) => fetch(`${hub.origin}/${path}`)))
    expect(answers.map(({ status }) => status)).toEqual(paths.map(() => 404))
  })

  test('takes no form', async () => {
    const response = await fetch(`${hub.origin}/acme/errors/invalid_grant`, { method: 'POST' })
    expect([response.status, response.headers.get('Allow')]).toEqual([405, 'GET, HEAD'])
  })
})

function credentials(): Record<string, string> {
  return { client_id: client.clientId, client_secret: client.clientSecret }
}
