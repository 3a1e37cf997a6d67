import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeRole } from '../administration/roles/new-role.ts'
import { makeScope } from '../administration/scopes/new-scope.ts'
import { startTestHub, TEST_USER, type TestHub } from '../testing/start-test-hub.ts'
import { exchange, TestBrowser, type TestClient } from '../testing/test-browser.ts'
import { assignTestRole, removeTestRole } from '../testing/test-roles.ts'

let hub: TestHub
let app: TestClient
let otherApp: TestClient

beforeAll(async () => {
  hub = await startTestHub()
  app = await hub.createClient()
  otherApp = await hub.createClient({ name: 'Other app' })
})
afterAll(() => hub.close())

const locationOf = (response: Response) => response.headers.get('Location') ?? `status ${response.status}`

test('LOGIN-14: two tabs that both ask for the password are both finished by the same person', async () => {
  const browser = new TestBrowser(hub)
  const first = await browser.authorize(app.clientId, { state: 'first' })
  const second = await browser.authorize(otherApp.clientId, { state: 'second' })
  const firstConsent = locationOf(await browser.signIn(first))
  // This replaces the session that the first tab's consent page was reached with.
  const secondConsent = locationOf(await browser.signIn(second))
  expect(locationOf(await browser.submit(firstConsent, { decision: 'allow' }))).toMatch(/code=.*state=first/)
  expect(locationOf(await browser.submit(secondConsent, { decision: 'allow' }))).toMatch(/code=.*state=second/)
})

test('a consent page of somebody who signed out in another tab asks for the password again', async () => {
  const browser = new TestBrowser(hub)
  const consent = locationOf(await browser.signIn(await browser.authorize(app.clientId, { prompt: 'consent' })))
  expect((await browser.submit('/acme/sign-out', {})).status).toBe(200)
  const signInAgain = locationOf(await browser.request(consent))
  expect(signInAgain).toMatch(/\/sign-in$/)
  expect(locationOf(await browser.signIn(signInAgain))).toBe(consent)
})

test('a sign-in form that is sent twice leads on twice', async () => {
  const browser = new TestBrowser(hub)
  const page = await browser.authorize(app.clientId, { prompt: 'consent' })
  const html = await (await browser.request(page)).text()
  const csrfToken = /name="csrf_token" value="([^"]+)"/.exec(html)?.[1] ?? ''
  const form = { csrf_token: csrfToken, username: TEST_USER.email, password: TEST_USER.password }
  const answers = await Promise.all([browser.request(page, form), browser.request(page, form)])
  for (const answer of answers) expect(answer.status).toBe(303)
})

test('CONS-05: Allow that is pressed twice gives the same code twice, as long as it was not used', async () => {
  const browser = new TestBrowser(hub)
  const consent = locationOf(await browser.signIn(await browser.authorize(app.clientId, { prompt: 'consent' })))
  const html = await (await browser.request(consent)).text()
  const form = { csrf_token: /name="csrf_token" value="([^"]+)"/.exec(html)?.[1] ?? '', decision: 'allow' }
  const answers = await Promise.all(Array.from({ length: 20 }, () => browser.request(consent, form)))
  const locations = new Set(answers.map(locationOf))
  expect(locations.size).toBe(1)
  const code = new URL([...locations][0] ?? '').searchParams.get('code') ?? ''
  expect((await exchange(hub, app, code)).status).toBe(200)
  expect((await browser.request(consent, form)).status).toBe(410)
  expect((await browser.request(consent)).status).toBe(410)
})

test('Deny that is pressed twice says no twice', async () => {
  const browser = new TestBrowser(hub)
  const consent = locationOf(await browser.signIn(await browser.authorize(app.clientId, { prompt: 'consent' })))
  const html = await (await browser.request(consent)).text()
  const form = { csrf_token: /name="csrf_token" value="([^"]+)"/.exec(html)?.[1] ?? '', decision: 'deny' }
  for (const decision of ['deny', 'allow'])
    expect(locationOf(await browser.request(consent, { ...form, decision }))).toContain('error=access_denied')
})

test('a sign-in to a first-party client that is sent twice, with the first answer lost, still brings the code', async () => {
  const own = await hub.createClient({ firstParty: true })
  const browser = new TestBrowser(hub)
  const page = await browser.authorize(own.clientId)
  const html = await (await browser.request(page)).text()
  const form = {
    csrf_token: /name="csrf_token" value="([^"]+)"/.exec(html)?.[1] ?? '',
    username: TEST_USER.email,
    password: TEST_USER.password,
  }
  const first = await browser.request(page, form)
  browser.forget('session')
  const second = await browser.request(page, form)
  expect(locationOf(second)).toBe(locationOf(first))
  browser.forget('session')
  const wrong = await browser.request(page, { ...form, password: 'wrong' })
  expect(wrong.status).toBe(400)
})

test('AUTHZ-21: a decision on a page that has become outdated is asked for again', async () => {
  const storage = await hub.storage()
  await makeRole(hub.administration, storage, { name: 'auditor', description: '' })
  await makeScope(hub.administration, storage, {
    name: 'audit',
    description: { en: 'Read the audit log' },
    requiredRoles: ['auditor'],
  })
  const auditor = await hub.createClient({
    scopes: [
      { name: 'profile', description: null },
      { name: 'audit', description: null },
    ],
  })
  const browser = new TestBrowser(hub)
  const consent = locationOf(await browser.signIn(await browser.authorize(auditor.clientId)))
  const shown = await (await browser.request(consent)).text()
  expect(shown).not.toContain('Read the audit log')
  const csrfToken = /name="csrf_token" value="([^"]+)"/.exec(shown)?.[1] ?? ''
  await assignTestRole(hub, 'auditor')
  expect(locationOf(await browser.request(consent, { csrf_token: csrfToken, decision: 'allow' }))).toBe(consent)
  expect(await (await browser.request(consent)).text()).toContain('Read the audit log')
  expect(locationOf(await browser.submit(consent, { decision: 'allow' }))).toContain('code=')
  await removeTestRole(hub, 'auditor')
})

test('SESS-07: 200 tabs work, and 256 unfinished sign-ins are enough', async () => {
  const browser = new TestBrowser(hub)
  const pages: string[] = []
  for (let tab = 0; tab < 256; tab += 1) pages.push(await browser.authorize(app.clientId))
  expect((await browser.request(pages[0] ?? '')).status).toBe(200)
  expect((await browser.request(pages[199] ?? '')).status).toBe(200)
  expect(await browser.authorize(app.clientId)).toBe('status 429')
  expect(await new TestBrowser(hub).authorize(app.clientId)).toMatch(/\/sign-in$/)
  hub.advance(3600)
  expect(await browser.authorize(app.clientId)).toMatch(/\/sign-in$/)
})
