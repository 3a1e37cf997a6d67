import { browser } from '@identity-hub/web-app/testing'
import { expect, test } from 'vitest'
import { runAdmin } from './testing/run-admin.ts'

test.each(['/', '/sign-in?tenant=acme', '/callback', '/tenants/acme', '/tenants/acme/roles', '/nowhere'])(
  'the answer to %s can be neither kept nor framed, and runs no script',
  async (path) => {
    const { origin, hub } = await runAdmin()
    const { headers } = await browser().request(origin + path)
    expect(headers.get('Cache-Control')).toBe('no-store')
    expect(headers.get('X-Content-Type-Options')).toBe('nosniff')
    expect(headers.get('Referrer-Policy')).toBe('no-referrer')
    const policy = headers.get('Content-Security-Policy')
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).toContain(`form-action 'self' ${hub.origin};`)
    expect(policy).not.toMatch(/unsafe|script-src|\*/)
  },
)

test('cookies are for this server alone, and over https tied to the host', async () => {
  const { origin, signIn } = await runAdmin()
  const ada = await signIn()
  expect([...ada.cookies.keys()].toSorted()).toEqual(['admin-browser', 'admin-session'])
  const [plain] = (await browser().request(`${origin}/sign-in?tenant=acme`)).headers.getSetCookie()
  expect(plain).toMatch(/^admin-browser=[\w-]{43}; Path=\/; Max-Age=\d+; HttpOnly; SameSite=Lax$/)
  const secure = await runAdmin({ publicOrigin: 'https://admin.example' })
  const [line] = (await browser().request(`${secure.origin}/sign-in?tenant=acme`)).headers.getSetCookie()
  expect(line).toMatch(/^__Host-admin-browser=.*; Path=\/; .*; HttpOnly; SameSite=Lax; Secure$/)
})

test('a session that is used is kept alive by a fresh cookie, and ends when it is not', async () => {
  const { origin, clock, signIn } = await runAdmin()
  const ada = await signIn()
  const page = `${origin}/tenants/acme/roles`
  expect((await ada.request(page)).headers.getSetCookie()).toEqual([])
  clock.forward(3_601)
  expect((await ada.request(page)).headers.getSetCookie()).toHaveLength(1)
  clock.forward(31 * 86_400)
  expect((await ada.open(page)).url).toContain('/?return_to=')
})

test.each([
  ['GET', '/nowhere', 404, null],
  ['GET', '/tenants/acme/nowhere', 404, null],
  ['GET', '/tenants/a/roles', 404, null],
  ['GET', '/callback/', 404, null],
  ['POST', '/', 405, 'HEAD, GET'],
  ['GET', '/sign-out', 405, 'POST'],
  ['DELETE', '/tenants/acme/new-role', 405, 'HEAD, GET, POST'],
])('%s %s is answered with %i and a page', async (method, path, status, allow) => {
  const { origin } = await runAdmin()
  const response = await browser().request(origin + path, { method })
  expect(response.status).toBe(status)
  expect(response.headers.get('Allow')).toBe(allow)
  expect(await response.text()).toContain('<!doctype html>')
})

test('a callback by another method is refused, and HEAD uses no code', async () => {
  const { origin, hub } = await runAdmin()
  const ada = browser()
  const toHub = await ada.request(`${origin}/sign-in?tenant=acme`)
  const back = (await ada.request(toHub.headers.get('Location')!)).headers.get('Location')!
  for (const method of ['POST', 'HEAD']) expect((await ada.request(back, { method })).status).toBe(405)
  expect(hub.requests).not.toContain('POST /acme/oauth2/v1/token')
  expect((await ada.request(back)).status).toBe(303)
})

test('whatever a hub says is text on the pages', async () => {
  const { origin, management, signIn } = await runAdmin()
  const script = '<script>alert(1)</script>"\'&'
  management.name = script
  management.roles.set(`acme/${script}`, { description: script, revision: 1 })
  const ada = await signIn()
  const own = `/tenants/acme/roles/${encodeURIComponent(script)}`
  for (const path of ['/tenants/acme/roles', own, `${own}/delete`]) {
    const { page } = await ada.open(origin + path)
    expect(page).toContain('&#60;script&#62;alert(1)')
    expect(page).not.toContain('<script')
  }
})

test('a failure of these pages is a 500 page with a reference, and a line in the log', async () => {
  const { origin, storage, logged, signIn } = await runAdmin()
  const ada = await signIn()
  storage.sessions.find = () => {
    throw new Error('disk on fire')
  }
  const response = await ada.request(`${origin}/tenants/acme/roles`)
  expect(response.status).toBe(500)
  const page = await response.text()
  expect(page).not.toContain('disk on fire')
  const requestId = response.headers.get('X-Request-Id')!
  expect(page).toContain(requestId)
  expect(logged.find((line) => line.includes('disk on fire'))).toContain(requestId)
})
