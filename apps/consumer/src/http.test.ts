import { readFileSync } from 'node:fs'
import { browser, csrfOf } from '@identity-hub/web-app/testing'
import { expect, test } from 'vitest'
import { runApp } from './testing/run-app.ts'

test.each(['/', '/sign-in', '/callback', '/callback?code=x', '/timeline', '/timeline.json', '/nowhere'])(
  'the answer to %s can be neither kept nor framed, and runs no script',
  async (path) => {
    const { origin } = await runApp()
    const { headers } = await browser().request(origin + path)
    expect(headers.get('Cache-Control')).toBe('no-store')
    expect(headers.get('X-Content-Type-Options')).toBe('nosniff')
    expect(headers.get('Referrer-Policy')).toBe('no-referrer')
    const policy = headers.get('Content-Security-Policy')
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).not.toMatch(/unsafe|script-src|\*/)
  },
)

test('cookies are for this app’s server alone, and named apart from a hub’s', async () => {
  const { origin } = await runApp()
  const ada = browser()
  const toHub = await ada.request(`${origin}/sign-in`)
  const back = await ada.request(toHub.headers.get('Location')!)
  const signedIn = await ada.request(back.headers.get('Location')!)
  const lines = [...toHub.headers.getSetCookie(), ...signedIn.headers.getSetCookie()]
  expect(lines).toHaveLength(2)
  for (const line of lines) {
    expect(line).toMatch(/^consumer-(browser|session)=[\w-]{43}; Path=\/; Max-Age=\d+; HttpOnly; SameSite=Lax$/)
  }
})

test('over https they are Secure and tied to the host', async () => {
  const { origin } = await runApp({ publicOrigin: 'https://app.example' })
  const [line] = (await browser().request(`${origin}/sign-in`)).headers.getSetCookie()
  expect(line).toMatch(/^__Host-consumer-browser=.*; Path=\/; .*; HttpOnly; SameSite=Lax; Secure$/)
})

test('a session that is used is kept alive by a fresh cookie, at most once an hour', async () => {
  const { origin, clock } = await runApp()
  const ada = browser()
  await ada.open(`${origin}/sign-in`)
  expect((await ada.request(origin)).headers.getSetCookie()).toEqual([])
  clock.forward(3_601)
  expect((await ada.request(origin)).headers.getSetCookie()).toHaveLength(1)
  expect((await ada.request(origin)).headers.getSetCookie()).toEqual([])
})

test.each([
  ['GET', '/nowhere', 404, null],
  ['GET', '/callback/', 404, null],
  ['POST', '/', 405, 'GET, HEAD'],
  ['DELETE', '/timeline', 405, 'GET, HEAD'],
  ['GET', '/sign-out', 405, 'POST'],
])('%s %s is answered with %i and a page', async (method, path, status, allow) => {
  const { origin } = await runApp()
  const response = await browser().request(origin + path, { method })
  expect(response.status).toBe(status)
  expect(response.headers.get('Allow')).toBe(allow)
  expect(await response.text()).toContain('<!doctype html>')
})

test('a callback by another method is refused, and HEAD uses no code', async () => {
  const { origin, hub } = await runApp()
  const ada = browser()
  const toHub = await ada.request(`${origin}/sign-in`)
  const back = (await ada.request(toHub.headers.get('Location')!)).headers.get('Location')!
  for (const method of ['POST', 'HEAD']) expect((await ada.request(back, { method })).status).toBe(405)
  expect(hub.requests).not.toContain('POST /acme/oauth2/v1/token')
  expect((await ada.request(back)).status).toBe(303)
})

test('whatever a hub says is text on the pages', async () => {
  const app = await runApp()
  const script = '<script>alert(1)</script>"\'&'
  const identity = { displayName: script, userName: script, emailAddress: script, emailAddressVerified: true }
  app.hub.identity = { ...app.hub.identity, ...identity, identityId: script }
  const ada = browser()
  const { page } = await ada.open(`${app.origin}/sign-in`)
  app.hub.answers.push({ path: '/identity/v1', status: 403, body: JSON.stringify({ error: script }) })
  await app.work()
  const { page: timeline } = await ada.open(`${app.origin}/timeline`)
  for (const text of [page, timeline]) {
    expect(text).toContain('&#60;script&#62;alert(1)')
    expect(text).not.toContain('<script')
  }
})

test('no token, code, state, secret or cookie is ever logged or stored in the clear', async () => {
  const app = await runApp()
  const ada = browser()
  const toHub = await ada.request(`${app.origin}/sign-in`)
  const state = new URL(toHub.headers.get('Location')!).searchParams.get('state')!
  const back = (await ada.request(toHub.headers.get('Location')!)).headers.get('Location')!
  const code = new URL(back).searchParams.get('code')!
  await ada.request(back)
  app.clock.forward(3600)
  await app.work()
  const { page } = await ada.open(app.origin)
  app.hub.block()
  await app.work()
  await ada.submit(`${app.origin}/sign-out`, { csrf: csrfOf(page) })
  const [grant] = app.hub.grants
  const secrets = [
    state,
    code,
    ...ada.cookies.values(),
    'top-secret',
    grant!.refreshToken,
    ...grant!.spent,
    ...grant!.accessTokens.keys(),
  ]
  expect(secrets.length).toBeGreaterThan(6)
  const written =
    app.logged.join('') + ['', '-wal'].map((end) => readFileSync(app.databasePath + end, 'latin1')).join('')
  expect(app.logged.length).toBeGreaterThan(5)
  for (const secret of secrets) expect(written).not.toContain(secret)
  for (const line of app.logged) expect(() => JSON.parse(line)).not.toThrow()
})

test('a failure of this app is a 500 page with a reference, and a line in the log', async () => {
  const app = await runApp()
  const ada = browser()
  await ada.open(`${app.origin}/sign-in`)
  app.storage.grants.find = () => {
    throw new Error('disk on fire')
  }
  const response = await ada.request(app.origin)
  expect(response.status).toBe(500)
  const page = await response.text()
  expect(page).not.toContain('disk on fire')
  const requestId = response.headers.get('X-Request-Id')!
  expect(page).toContain(requestId)
  expect(app.logged.find((line) => line.includes('disk on fire'))).toContain(requestId)
})
