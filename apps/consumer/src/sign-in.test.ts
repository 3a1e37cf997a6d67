import { browser, csrfOf } from '@identity-hub/web-app/testing'
import { expect, test, vi } from 'vitest'
import { runApp } from './testing/run-app.ts'

vi.setConfig({ testTimeout: 20_000 })

test('a person signs in through the hub and sees the identity that its API told', async () => {
  const { hub, origin } = await runApp()
  const ada = browser()
  const start = await ada.open(origin)
  expect(start.page).toContain('href="/sign-in"')
  expect(start.page).toContain(hub.issuer)
  const { page, url, response } = await ada.open(`${origin}/sign-in`)
  expect(response.status).toBe(200)
  expect(url).toBe(`${origin}/`)
  expect(page).toContain('Ada Lovelace')
  expect(page).toContain('ada@example.org')
  expect(page).toContain('Active')
})

test('the browser comes back by 303 to a clean address, with a new session id', async () => {
  const { origin } = await runApp()
  const ada = browser()
  ada.cookies.set('consumer-session', 'planted')
  const toHub = await ada.request(`${origin}/sign-in`)
  expect(toHub.status).toBe(303)
  const back = await ada.request((await ada.request(toHub.headers.get('Location')!)).headers.get('Location')!)
  expect(back.status).toBe(303)
  expect(back.headers.get('Location')).toBe('/')
  expect(back.headers.get('Cache-Control')).toBe('no-store')
  expect(ada.cookies.get('consumer-session')).toMatch(/^[\w-]{43}$/)
})

test('signing in again replaces the session and its grant', async () => {
  const { origin, storage } = await runApp()
  const ada = browser()
  await ada.open(`${origin}/sign-in`)
  const former = ada.cookies.get('consumer-session')!
  await ada.open(`${origin}/sign-in`)
  expect(ada.cookies.get('consumer-session')).not.toBe(former)
  const [living, ...others] = storage.grants.living()
  expect(others).toEqual([])
  const reasons = storage.grants.ofSamePerson(living!).map(({ end }) => end?.reason)
  expect(new Set(reasons)).toEqual(new Set(['replaced', undefined]))
  const stolen = browser()
  stolen.cookies.set('consumer-session', former)
  expect((await stolen.open(origin)).page).toContain('href="/sign-in"')
})

test('sign-ins in several tabs do not mix', async () => {
  const { origin, hub } = await runApp()
  const ada = browser()
  const tabs = [await ada.request(`${origin}/sign-in`), await ada.request(`${origin}/sign-in?return_to=/timeline`)]
  const answers = await Promise.all(tabs.map(async (tab) => ada.request(tab.headers.get('Location')!)))
  const [one, two] = answers.map((answer) => answer.headers.get('Location')!)
  expect((await ada.request(two!)).headers.get('Location')).toBe('/timeline')
  expect((await ada.request(one!)).headers.get('Location')).toBe('/')
  expect(hub.grants).toHaveLength(2)
})

test.each(['https://evil.example/', '//evil.example', '/sign-out', 'javascript:alert(1)'])(
  'nobody is sent to %s after signing in',
  async (returnTo) => {
    const { origin } = await runApp()
    const { url } = await browser().open(`${origin}/sign-in?return_to=${encodeURIComponent(returnTo)}`)
    expect(url).toBe(`${origin}/`)
  },
)

test('a response that another browser started is a 400 page, and uses no code', async () => {
  const { origin, hub } = await runApp()
  const attacker = browser()
  const toHub = await attacker.request(`${origin}/sign-in`)
  const back = await attacker.request(toHub.headers.get('Location')!)
  const victim = browser()
  await victim.request(`${origin}/sign-in`)
  const response = await victim.request(back.headers.get('Location')!)
  expect(response.status).toBe(400)
  expect(response.headers.get('Cache-Control')).toBe('no-store')
  expect(await response.text()).toContain('This sign-in cannot be finished')
  expect(victim.cookies.has('consumer-session')).toBe(false)
  expect(hub.requests).not.toContain('POST /acme/oauth2/v1/token')
})

test.each([
  '',
  '?code=x',
  '?code=x&state=y',
  '?code=x&state=y&iss=z',
  '?error=access_denied',
  '?error=access_denied&state=y',
  '?code=a&code=b&state=y',
  '?state=a&state=b&code=x',
  `?code=x&state=${'y'.repeat(3000)}`,
  '?code=%ff&state=%',
])('a response %s that nobody asked for is a 400 page', async (query) => {
  const { origin, hub } = await runApp()
  const ada = browser()
  await ada.request(`${origin}/sign-in`)
  const response = await ada.request(`${origin}/callback${query}`)
  expect(response.status).toBe(400)
  expect(response.headers.get('Content-Type')).toBe('text/html;charset=UTF-8')
  expect(await response.text()).toContain('This sign-in cannot be finished')
  expect(hub.requests).not.toContain('POST /acme/oauth2/v1/token')
})

async function comeBack(origin: string) {
  const ada = browser()
  const toHub = await ada.request(`${origin}/sign-in?return_to=/timeline`)
  return { ada, back: (await ada.request(toHub.headers.get('Location')!)).headers.get('Location')! }
}

const tokenRequests = (requests: readonly string[]) => requests.filter((request) => request.endsWith('/token'))

test('a response that arrives twice at the same moment uses its code once, and signs in whichever answer is shown', async () => {
  const { origin, hub, storage } = await runApp()
  const { ada, back } = await comeBack(origin)
  const twin = browser()
  for (const [name, value] of ada.cookies) twin.cookies.set(name, value)
  const answers = await Promise.all([ada.request(back), twin.request(back)])
  expect(answers.map(({ status, headers }) => [status, headers.get('Location')])).toEqual([
    [303, '/timeline'],
    [303, '/timeline'],
  ])
  expect(tokenRequests(hub.requests)).toHaveLength(1)
  expect(storage.grants.living()).toHaveLength(1)
  for (const one of [ada, twin]) expect((await one.open(origin)).page).toContain('Ada Lovelace')
})

test('a response that is loaded again within a minute leads to the same page, in the same session', async () => {
  const { origin, hub, clock } = await runApp()
  const { ada, back } = await comeBack(origin)
  await ada.request(back)
  const session = ada.cookies.get('consumer-session')
  clock.forward(59)
  expect((await ada.request(back)).headers.get('Location')).toBe('/timeline')
  expect(ada.cookies.get('consumer-session')).toBe(session)
  clock.forward(1)
  expect((await ada.request(back)).status).toBe(400)
  expect(tokenRequests(hub.requests)).toHaveLength(1)
})

test('a response that is loaded again is worth nothing to another browser, with another code, or after signing out', async () => {
  const { origin, hub } = await runApp()
  const { ada, back } = await comeBack(origin)
  await ada.request(back)
  const thief = browser()
  await thief.request(`${origin}/sign-in`)
  expect((await thief.request(back)).status).toBe(400)
  const other = new URL(back)
  other.searchParams.set('code', 'another')
  expect((await ada.request(other.href)).status).toBe(400)
  await ada.submit(`${origin}/sign-out`, { csrf: csrfOf((await ada.open(origin)).page) })
  expect((await ada.request(back)).status).toBe(400)
  expect((await ada.open(origin)).page).toContain('href="/sign-in"')
  expect(tokenRequests(hub.requests)).toHaveLength(1)
})

test('an authorization that is older than an hour is not finished', async () => {
  const { origin, clock } = await runApp()
  const ada = browser()
  const toHub = await ada.request(`${origin}/sign-in`)
  const back = (await ada.request(toHub.headers.get('Location')!)).headers.get('Location')!
  clock.forward(3601)
  expect((await ada.request(back)).status).toBe(400)
})

test.each([
  ['access_denied', 'You did not give this app access.'],
  ['moon_is_full', 'The hub refused the sign-in.'],
  ['invalid_scope', 'The hub does not accept this app.'],
])('the refusal %s is told once, on the start page', async (error, text) => {
  const { origin, hub } = await runApp()
  hub.refusal = error
  const ada = browser()
  const { page, url } = await ada.open(`${origin}/sign-in`)
  expect(url).toBe(`${origin}/`)
  expect(page).toContain(text)
  expect((await ada.open(origin)).page).not.toContain(text)
})

test.each([
  ['invalid_grant', 400, 'The sign-in took too long.'],
  ['invalid_client', 401, 'The hub does not accept this app.'],
])('a code that is refused with %s is told on the start page', async (error, status, text) => {
  const { origin, hub } = await runApp()
  hub.answers.push({ path: '/token', status, body: JSON.stringify({ error }) })
  expect((await browser().open(`${origin}/sign-in`)).page).toContain(text)
})

test('when the hub goes away before the exchange, the page says so and works once it is back', async () => {
  const { origin, hub } = await runApp()
  const ada = browser()
  const toHub = await ada.request(`${origin}/sign-in`)
  const back = (await ada.request(toHub.headers.get('Location')!)).headers.get('Location')!
  await hub.goAway()
  const away = await ada.request(back)
  expect(away.status).toBe(503)
  expect(away.headers.get('Retry-After')).toMatch(/^\d+$/)
  expect(await away.text()).toContain('The hub is away')
  await hub.comeBack()
  expect((await ada.request(back)).headers.get('Location')).toBe('/')
})

test('nobody is sent to a hub that is away', async () => {
  const { origin, hub } = await runApp()
  await hub.goAway()
  const ada = browser()
  expect((await ada.open(origin)).page).toContain('The hub is away.')
  const response = await ada.request(`${origin}/sign-in`)
  expect(response.status).toBe(503)
  expect(response.headers.get('Retry-After')).toBe('5')
  expect(await response.text()).toContain('The hub is away')
})

test('a hub that asks for patience is quoted', async () => {
  const { origin, hub } = await runApp()
  hub.answers.push({ path: '/acme', status: 503, headers: { 'Retry-After': '17' } })
  const response = await browser().request(`${origin}/sign-in`)
  expect(response.status).toBe(503)
  expect(response.headers.get('Retry-After')).toBe('17')
})

test('a person whose identity is refused is signed in all the same, and told', async () => {
  const { origin, hub } = await runApp()
  const refusal = { path: '/identity/v1', status: 403, body: '{"error":"insufficient_scope"}' }
  hub.answers.push(refusal, refusal)
  const { page } = await browser().open(`${origin}/sign-in`)
  expect(page).toContain('You are signed in')
  expect(page).toContain('insufficient_scope')
})

test('signing out ends the session and the grant, and needs the form of this session', async () => {
  const { origin, storage } = await runApp()
  const ada = browser()
  const { page } = await ada.open(`${origin}/sign-in`)
  const grantId = storage.grants.living()[0]!
  for (const fields of [{}, { csrf: 'x' }, { csrf: csrfOf(page).replace(/.$/, '') }]) {
    expect((await ada.submit(`${origin}/sign-out`, fields)).status).toBe(403)
  }
  expect((await ada.request(`${origin}/sign-out`)).status).toBe(405)
  expect((await ada.request(`${origin}/sign-out`, { method: 'POST', body: '{}' })).status).toBe(415)
  expect((await ada.submit(`${origin}/sign-out`, { csrf: 'x'.repeat(5000) })).status).toBe(413)
  expect(storage.grants.living()).toEqual([grantId])

  const cookie = ada.cookies.get('consumer-session')!
  const answer = await ada.submit(`${origin}/sign-out`, { csrf: csrfOf(page) })
  expect(answer.status).toBe(303)
  expect(ada.cookies.has('consumer-session')).toBe(false)
  expect((await ada.open(origin)).page).toContain('You are signed out.')
  expect(storage.grants.living()).toEqual([])
  expect(storage.grants.find(grantId)?.end?.reason).toBe('signed-out')
  ada.cookies.set('consumer-session', cookie)
  expect((await ada.open(origin)).page).not.toContain('Ada')
})

test('REV-06: signing out ends the grant at the hub too, with every token of it', async () => {
  const { origin, hub } = await runApp()
  const ada = browser()
  const { page } = await ada.open(`${origin}/sign-in`)
  expect(hub.grants.map(({ dead }) => dead)).toEqual([false])
  await ada.submit(`${origin}/sign-out`, { csrf: csrfOf(page) })
  expect(hub.requests.at(-1)).toBe('POST /acme/oauth2/v1/revoke')
  expect(hub.grants.map(({ dead }) => dead)).toEqual([true])
})

test('whoever signs out while the hub is away is signed out all the same', async () => {
  const { origin, hub, storage } = await runApp()
  const ada = browser()
  const { page } = await ada.open(`${origin}/sign-in`)
  await hub.goAway()
  expect((await ada.submit(`${origin}/sign-out`, { csrf: csrfOf(page) })).status).toBe(303)
  expect(storage.grants.living()).toEqual([])
  expect(ada.cookies.has('consumer-session')).toBe(false)
})

test('signing out without a session goes home', async () => {
  const { origin } = await runApp()
  const answer = await browser().submit(`${origin}/sign-out`, {})
  expect([answer.status, answer.headers.get('Location')]).toEqual([303, '/'])
})
