import { browser, csrfOf } from '@identity-hub/web-app/testing'
import { expect, test, vi } from 'vitest'
import { runAdmin } from './testing/run-admin.ts'

vi.setConfig({ testTimeout: 20_000 })

const toTokens = (requests: readonly string[]) => requests.filter((request) => request.endsWith('/token'))

test('an administrator says where their account is, signs in there, and comes to their tenant', async () => {
  const { origin, hub } = await runAdmin()
  const ada = browser()
  const start = await ada.open(origin)
  expect(start.page).toContain('action="/sign-in"')
  const toHub = await ada.request(`${origin}/sign-in?tenant=ACME`)
  expect(toHub.headers.get('Location')).toContain(`${hub.origin}/acme/oauth2/v1/auth?`)
  const back = await ada.request((await ada.request(toHub.headers.get('Location')!)).headers.get('Location')!)
  expect(back.status).toBe(303)
  expect(back.headers.get('Cache-Control')).toBe('no-store')
  expect(back.headers.get('Location')).toBe('/tenants/acme')
  expect(ada.cookies.get('admin-session')).toMatch(/^acme\.[\w-]{43}$/)
  expect((await ada.request(origin)).headers.get('Location')).toBe('/tenants/acme')
})

test('a session that was planted before is not the one that is signed in', async () => {
  const { origin } = await runAdmin()
  const ada = browser()
  ada.cookies.set('admin-session', 'acme.planted')
  await ada.open(`${origin}/sign-in?tenant=acme`)
  expect(ada.cookies.get('admin-session')).not.toContain('planted')
})

test('whoever opens a page signs in and sees that page', async () => {
  const { origin } = await runAdmin()
  const ada = browser()
  const asked = await ada.request(`${origin}/tenants/acme/roles`)
  expect(asked.headers.get('Location')).toBe('/?return_to=%2Ftenants%2Facme%2Froles')
  const start = await ada.open(`${origin}${asked.headers.get('Location')}`)
  expect(start.page).toContain('name="return_to" value="/tenants/acme/roles"')
  const { url } = await ada.open(`${origin}/sign-in?tenant=acme&return_to=/tenants/acme/roles`)
  expect(url).toBe(`${origin}/tenants/acme/roles`)
})

test.each([
  'https://evil.example/',
  '//evil.example',
  '/\\evil.example',
  'javascript:alert(1)',
  '/sign-out',
  '/tenants/acme/roles?x=1',
  '/tenants/acme//evil.example',
  '/tenants/acme\n/roles',
  '/tenants/hub/tenants',
])('nobody is sent to %j after signing in', async (returnTo) => {
  const { origin } = await runAdmin()
  const ada = browser()
  const toHub = await ada.request(`${origin}/sign-in?tenant=acme&return_to=${encodeURIComponent(returnTo)}`)
  const back = await ada.request((await ada.request(toHub.headers.get('Location')!)).headers.get('Location')!)
  expect(back.headers.get('Location')).toBe('/tenants/acme')
})

test('the tenant hub leads to the pages of every tenant', async () => {
  const { origin } = await runAdmin()
  const { url, page } = await browser().open(`${origin}/sign-in?tenant=hub&return_to=/tenants/acme/roles`)
  expect(url).toBe(`${origin}/tenants/acme/roles`)
  expect(page).toContain('href="/tenants/hub/tenants"')
})

test.each(['nobody', '', 'a', '../hub', 'acme/oauth2', 'ac me', 'acme.', 'x'.repeat(64)])(
  'a tenant %j that is not there is a 404 page, and nobody is sent there',
  async (tenant) => {
    const { origin } = await runAdmin()
    const response = await browser().request(`${origin}/sign-in?tenant=${encodeURIComponent(tenant)}`)
    expect(response.status).toBe(404)
    expect(await response.text()).toContain('Nobody signs in there')
  },
)

test('sign-ins in several tabs, at several tenants, do not mix', async () => {
  const { origin, hub } = await runAdmin()
  const ada = browser()
  const starts = ['acme&return_to=/tenants/acme/roles', 'hub', 'acme']
  const tabs: string[] = []
  for (const start of starts) {
    const toHub = await ada.request(`${origin}/sign-in?tenant=${start}`)
    tabs.push((await ada.request(toHub.headers.get('Location')!)).headers.get('Location')!)
  }
  const [one, two, three] = tabs
  expect((await ada.request(three!)).headers.get('Location')).toBe('/tenants/acme')
  expect((await ada.request(two!)).headers.get('Location')).toBe('/tenants/hub')
  expect((await ada.request(one!)).headers.get('Location')).toBe('/tenants/acme/roles')
  expect(hub.grants.map(({ tenant }) => tenant)).toEqual(['acme', 'hub', 'acme'])
  expect(ada.cookies.get('admin-session')).toMatch(/^acme\./)
})

test('a response that another browser started is a 400 page, and uses no code', async () => {
  const { origin, hub } = await runAdmin()
  const attacker = browser()
  const toHub = await attacker.request(`${origin}/sign-in?tenant=acme`)
  const back = (await attacker.request(toHub.headers.get('Location')!)).headers.get('Location')!
  const victim = browser()
  await victim.request(`${origin}/sign-in?tenant=acme`)
  const response = await victim.request(back)
  expect(response.status).toBe(400)
  expect(await response.text()).toContain('This sign-in was not begun here')
  expect(victim.cookies.has('admin-session')).toBe(false)
  expect(toTokens(hub.requests)).toEqual([])
})

test('a code of one tenant is not taken to another', async () => {
  const { origin, hub } = await runAdmin()
  const ada = browser()
  const toHub = await ada.request(`${origin}/sign-in?tenant=acme`)
  const back = new URL((await ada.request(toHub.headers.get('Location')!)).headers.get('Location')!)
  back.searchParams.set('iss', `${hub.origin}/hub`)
  expect((await ada.request(back.href)).status).toBe(400)
  expect(toTokens(hub.requests)).toEqual([])
})

test.each(['', '?code=x', '?code=x&state=y', '?error=access_denied&state=y', '?code=a&code=b&state=y', '?code=%ff'])(
  'a response %s that nobody asked for is a 400 page',
  async (query) => {
    const { origin, hub } = await runAdmin()
    const ada = browser()
    await ada.request(`${origin}/sign-in?tenant=acme`)
    const response = await ada.request(`${origin}/callback${query}`)
    expect(response.status).toBe(400)
    expect(response.headers.get('Cache-Control')).toBe('no-store')
    expect(await response.text()).toContain('<!doctype html>')
    expect(toTokens(hub.requests)).toEqual([])
  },
)

test.each([
  ['access_denied', 'You have no access here'],
  ['moon_is_full', 'You have no access here'],
])('the refusal %s is told', async (error, text) => {
  const { origin, hub } = await runAdmin()
  hub.refusal = error
  const { response, page } = await browser().open(`${origin}/sign-in?tenant=acme`)
  expect(response.status).toBe(400)
  expect(page).toContain(text)
})

test.each([
  ['invalid_grant', 400, 400, 'This sign-in was not begun here'],
  ['invalid_client', 401, 400, 'The hub does not accept these pages'],
])('a code that is refused with %s is told', async (error, status, answered, text) => {
  const { origin, hub } = await runAdmin()
  hub.answers.push({ path: '/token', status, body: JSON.stringify({ error }) })
  const { response, page } = await browser().open(`${origin}/sign-in?tenant=acme`)
  expect(response.status).toBe(answered)
  expect(page).toContain(text)
})

test('when the hub goes away before the exchange, loading the page again finishes it', async () => {
  const { origin, hub } = await runAdmin()
  const ada = browser()
  const toHub = await ada.request(`${origin}/sign-in?tenant=acme`)
  const back = (await ada.request(toHub.headers.get('Location')!)).headers.get('Location')!
  await hub.goAway()
  const away = await ada.request(back)
  expect(away.status).toBe(503)
  expect(away.headers.get('Retry-After')).toMatch(/^\d+$/)
  await hub.comeBack()
  expect((await ada.request(back)).headers.get('Location')).toBe('/tenants/acme')
})

test('a response that arrives twice uses its code once, and is worth nothing after signing out', async () => {
  const { origin, hub } = await runAdmin()
  const ada = browser()
  const toHub = await ada.request(`${origin}/sign-in?tenant=acme&return_to=/tenants/acme/roles`)
  const back = (await ada.request(toHub.headers.get('Location')!)).headers.get('Location')!
  const twin = browser()
  for (const [name, value] of ada.cookies) twin.cookies.set(name, value)
  const answers = await Promise.all([ada.request(back), twin.request(back)])
  expect(answers.map(({ headers }) => headers.get('Location'))).toEqual(['/tenants/acme/roles', '/tenants/acme/roles'])
  expect(toTokens(hub.requests)).toHaveLength(1)
  const { page } = await ada.open(`${origin}/tenants/acme/roles`)
  await ada.submit(`${origin}/sign-out`, { csrf: csrfOf(page) })
  expect((await ada.request(back)).status).toBe(400)
})

test('an authorization that is older than an hour is not finished', async () => {
  const { origin, clock } = await runAdmin()
  const ada = browser()
  const toHub = await ada.request(`${origin}/sign-in?tenant=acme`)
  const back = (await ada.request(toHub.headers.get('Location')!)).headers.get('Location')!
  clock.forward(3_601)
  expect((await ada.request(back)).status).toBe(400)
})

test('while the hub is away nobody can sign in, and the page says so', async () => {
  const { origin, hub } = await runAdmin()
  await hub.goAway()
  const response = await browser().request(`${origin}/sign-in?tenant=acme`)
  expect(response.status).toBe(503)
  expect(await response.text()).toContain('The hub does not answer')
})
