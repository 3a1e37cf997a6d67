import { afterAll, beforeAll, expect, test } from 'vitest'
import { REDIRECT_URI, startTestHub, type TestHub } from './testing/start-test-hub.ts'
import { TestBrowser, type TestClient } from './testing/test-browser.ts'

const ISSUER = 'https://login.example.com/acme'
const CALLBACK = 'https://app.example/callback'

let hub: TestHub
let client: TestClient

// A proxy ends TLS; the hub itself is reached over plain HTTP on the inside.
beforeAll(async () => {
  hub = await startTestHub('https://login.example.com')
  client = await hub.createClient({ redirectUris: [CALLBACK, REDIRECT_URI] })
})
afterAll(() => hub.close())

test('SESS-01: cookies are Secure, HttpOnly, SameSite=Lax and __Host- bound, and the whole flow works', async () => {
  const browser = new TestBrowser(hub)
  const page = await browser.authorize(client.clientId, { redirect_uri: CALLBACK })
  const signedIn = await browser.signIn(page)
  const cookies = signedIn.headers.getSetCookie()
  expect(cookies.map((cookie) => cookie.split('=')[0])).toEqual(['__Host-hub-acme-session', '__Host-hub-acme-device'])
  for (const cookie of cookies) expect(cookie.toLowerCase()).toMatch(/; path=\/;.*samesite=lax; secure; httponly$/)
  const location = (await browser.submit(signedIn.headers.get('Location') ?? '', { decision: 'allow' })).headers.get(
    'Location',
  )
  const answer = new URL(location ?? '')
  expect(answer.searchParams.get('code')).toMatch(/^code_/)
  expect(answer.searchParams.get('iss')).toBe(ISSUER)
})

test('HDR-04: every response tells browsers to stay with https', async () => {
  for (const path of ['/acme/sign-out', '/nope', '/acme/oauth2/v1/token', '/health/live'])
    expect((await new TestBrowser(hub).request(path)).headers.get('Strict-Transport-Security')).toMatch(
      /^max-age=\d{8}/,
    )
})

test('REDIR-04: an http redirect URI that was registered at home is not used on a public origin', async () => {
  expect(await new TestBrowser(hub).authorize(client.clientId, { redirect_uri: REDIRECT_URI })).toBe('status 400')
})

test('META-04: the issuer never follows Host or X-Forwarded headers', async () => {
  const response = await fetch(`${hub.origin}/.well-known/oauth-authorization-server/acme`, {
    headers: { 'X-Forwarded-Host': 'evil.example', 'X-Forwarded-Proto': 'http', Forwarded: 'host=evil.example' },
  })
  expect(await response.json()).toMatchObject({ issuer: ISSUER })
})
