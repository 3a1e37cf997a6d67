import type { EventType } from '@identity-hub/core'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { createUser } from '../administration/create-user.ts'
import { startTestHub, TEST_USER, type TestHub } from '../testing/start-test-hub.ts'
import { exchange, identityStatus, refresh, TestBrowser, type TestClient } from '../testing/test-browser.ts'

const ACCOUNT = '/acme/account'
const SIGN_IN = `${ACCOUNT}/sign-in`
const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0'
const OTHER_USER = { email: 'grace@example.org', password: 'another horse battery' }

let hub: TestHub
let app: TestClient
let ownApp: TestClient

beforeAll(async () => {
  hub = await startTestHub()
  await createUser(hub.administration, { tenant: 'acme', name: 'Grace', ...OTHER_USER })
  app = await hub.createClient({ name: 'Photo Printer' })
  ownApp = await hub.createClient({ name: 'Own app', firstParty: true })
})
afterAll(() => hub.close())

const locationOf = (response: Response) => response.headers.get('Location') ?? `status ${response.status}`

async function signedIn(user = TEST_USER, userAgent = FIREFOX): Promise<TestBrowser> {
  const browser = new TestBrowser(hub, { headers: { 'User-Agent': userAgent } })
  const answer = await browser.submit(SIGN_IN, { username: user.email, password: user.password })
  expect(locationOf(answer)).toBe(ACCOUNT)
  return browser
}

const pageOf = async (browser: TestBrowser) => (await browser.request(ACCOUNT)).text()

/** The token of the account page, which all its forms have. */
const tokenOf = async (browser: TestBrowser) =>
  /name="csrf_token" value="([^"]+)"/.exec(await pageOf(browser))?.[1] ?? ''

/** The ids that the buttons of the page send. */
async function idsOf(browser: TestBrowser, field: 'client' | 'session'): Promise<string[]> {
  const page = await pageOf(browser)
  return [...page.matchAll(new RegExp(`name="${field}" value="([^"]+)"`, 'g'))].map(([, id = '']) => id)
}

async function press(browser: TestBrowser, button: string, fields: Record<string, string> = {}): Promise<string> {
  return locationOf(await browser.request(`${ACCOUNT}/${button}`, { csrf_token: await tokenOf(browser), ...fields }))
}

async function connect(browser: TestBrowser, client = app) {
  let location = await browser.authorize(client.clientId)
  if (location.startsWith('/')) location = locationOf(await browser.submit(location, { decision: 'allow' }))
  return exchange(hub, client, new URL(location).searchParams.get('code') ?? '')
}

async function eventsSince(first: string, ...types: EventType[]) {
  const { rows } = await (await hub.storage()).listEvents({ after: null, limit: 100, filter: { types } })
  return rows.filter(({ id }) => id > first).toSorted((one, other) => one.type.localeCompare(other.type))
}

/** What sorts before the events to come. */
async function lastEvent(): Promise<string> {
  const { rows } = await (await hub.storage()).listEvents({ after: null, limit: 1 })
  hub.advance(1)
  return rows[0]?.id ?? ''
}

async function accountId(user = TEST_USER): Promise<string> {
  const found = await (await hub.storage()).findAccountByIdentifier(user.email)
  return found.outcome === 'found' ? found.account.id : ''
}

/** No test has to reckon with the sessions and grants of the one before. */
async function leaveNothing(): Promise<void> {
  const storage = await hub.storage()
  for (const user of [TEST_USER, OTHER_USER]) {
    const id = await accountId(user)
    const now = hub.administration.now()
    await storage.endSessions({ accountId: id, keepSessionId: null, now })
    for (const { client } of (await storage.listGrants({ accountId: id, after: null, limit: 100, now })).rows)
      await storage.withdrawConsent({ accountId: id, client, now })
  }
}

describe('the account page', () => {
  test('SESS-06: shows a person their apps, with scopes and times, and their sessions', async () => {
    onTestFinished(leaveNothing)
    const browser = await signedIn()
    await connect(browser)
    hub.advance(3600)
    await signedIn(TEST_USER, 'curl/8.5.0')
    const page = await pageOf(browser)
    expect(page).toContain('Ada')
    expect(page).toContain('Photo Printer')
    expect(page).toContain('See your name and user name')
    expect(page).toContain('1 hour ago')
    expect(page).toMatch(/Firefox on Linux\s*<span class="badge">This browser/)
    expect(page).toContain('Unknown browser')
    expect(page).toContain('127.0.0.1')
    expect(await idsOf(browser, 'session')).toHaveLength(2)
  })

  test('brings an app together, however many grants it has', async () => {
    onTestFinished(leaveNothing)
    const browser = await signedIn()
    for (let times = 0; times < 3; times += 1) await connect(browser, ownApp)
    expect(await idsOf(browser, 'client')).toHaveLength(1)
  })

  test('shows at most 20 sessions, this one among them, and says that there are more', async () => {
    onTestFinished(leaveNothing)
    const browser = await signedIn()
    const [own] = await idsOf(browser, 'session')
    hub.advance(1)
    for (let others = 0; others < 20; others += 1) await signedIn()
    const listed = await idsOf(browser, 'session')
    expect(listed).toHaveLength(20)
    expect(listed[0]).toBe(own)
    expect(await pageOf(browser)).toContain('This browser')
    expect(await pageOf(browser)).toContain('There are older ones. Sign out everywhere to end them, too.')
  })

  test('asks a person who is not signed in for their password, and then is there', async () => {
    onTestFinished(leaveNothing)
    const browser = new TestBrowser(hub)
    expect(locationOf(await browser.request(ACCOUNT))).toBe(SIGN_IN)
    const wrong = await browser.submit(SIGN_IN, { username: TEST_USER.email, password: 'wrong' })
    expect(wrong.status).toBe(400)
    expect(locationOf(await browser.request(ACCOUNT))).toBe(SIGN_IN)
    expect(locationOf(await browser.submit(SIGN_IN, { username: TEST_USER.email, password: TEST_USER.password }))).toBe(
      ACCOUNT,
    )
    expect((await browser.request(ACCOUNT)).status).toBe(200)
  })

  test('leads to a change of password and back', async () => {
    onTestFinished(leaveNothing)
    const browser = await signedIn()
    expect(await pageOf(browser)).toContain('href="/acme/change-password?from&#61;account"')
    const form = await (await browser.request('/acme/change-password?from=account')).text()
    expect(form).toContain('href="/acme/account"')
    expect(form).toContain('action="/acme/change-password?from&#61;account"')
  })

  test('is not told of by a notice that nobody wrote', async () => {
    onTestFinished(leaveNothing)
    const browser = await signedIn()
    for (const done of ['', 'nothing', 'constructor', '<script>', 'signed-out'])
      expect(await (await browser.request(`${ACCOUNT}?done=${encodeURIComponent(done)}`)).text()).not.toContain(
        'role="status"',
      )
  })
})

describe('ending the access of an app', () => {
  test('SESS-06: ends its tokens at once, and it has to ask again', async () => {
    onTestFinished(leaveNothing)
    const browser = await signedIn()
    const tokens = await connect(browser)
    const before = await lastEvent()
    const [client = ''] = await idsOf(browser, 'client')
    const answer = await press(browser, 'end-access', { client })
    expect(answer).toBe(`${ACCOUNT}?done=access-ended`)
    expect(await (await browser.request(answer)).text()).toContain('The app no longer has access to your account.')
    expect(await idsOf(browser, 'client')).toEqual([])
    expect(await identityStatus(hub, tokens.access_token)).toBe(401)
    expect(await refresh(hub, app, tokens.refresh_token)).toMatchObject({ error: 'invalid_grant' })
    expect(await browser.authorize(app.clientId)).toMatch(/\/consent$/)
    const actor = await accountId()
    expect(await eventsSince(before, 'consent.withdrawn', 'grant.revoked')).toMatchObject([
      { type: 'consent.withdrawn', actor, subject: actor, client, data: { clientId: app.clientId } },
      { type: 'grant.revoked', actor, subject: actor, client },
    ])
  })

  test('ends that of a first-party app, which no consent was asked for', async () => {
    onTestFinished(leaveNothing)
    const browser = await signedIn()
    const tokens = [await connect(browser, ownApp), await connect(browser, ownApp)]
    const before = await lastEvent()
    const [client = ''] = await idsOf(browser, 'client')
    await press(browser, 'end-access', { client })
    for (const { access_token } of tokens) expect(await identityStatus(hub, access_token)).toBe(401)
    const events = await eventsSince(before, 'consent.withdrawn', 'grant.revoked')
    expect(events.map(({ type }) => type)).toEqual(['grant.revoked', 'grant.revoked'])
  })

  test('leaves the access that another person gave the app', async () => {
    onTestFinished(leaveNothing)
    const theirs = await connect(await signedIn(OTHER_USER))
    const browser = await signedIn()
    const own = await connect(browser)
    const [client = ''] = await idsOf(browser, 'client')
    await press(browser, 'end-access', { client })
    expect(await identityStatus(hub, own.access_token)).toBe(401)
    expect(await identityStatus(hub, theirs.access_token)).toBe(200)
  })
})

describe('ending a session', () => {
  test('SESS-06: signs that browser out, and leaves this one and the apps', async () => {
    onTestFinished(leaveNothing)
    const lost = await signedIn()
    const tokens = await connect(lost)
    hub.advance(1)
    const browser = await signedIn()
    const [, session = ''] = await idsOf(browser, 'session')
    const before = await lastEvent()
    expect(await press(browser, 'end-session', { session })).toBe(`${ACCOUNT}?done=session-ended`)
    expect(locationOf(await lost.request(ACCOUNT))).toBe(SIGN_IN)
    expect((await browser.request(ACCOUNT)).status).toBe(200)
    expect(await identityStatus(hub, tokens.access_token)).toBe(200)
    const actor = await accountId()
    expect(await eventsSince(before, 'session.ended')).toMatchObject([
      { actor, subject: actor, data: { sessionId: session } },
    ])
  })

  test('signs out when it is this one', async () => {
    onTestFinished(leaveNothing)
    const browser = await signedIn()
    const [session = ''] = await idsOf(browser, 'session')
    const before = await lastEvent()
    const answer = await browser.request(`${ACCOUNT}/end-session`, { csrf_token: await tokenOf(browser), session })
    expect(locationOf(answer)).toBe(`${SIGN_IN}?done=signed-out`)
    expect(answer.headers.getSetCookie().join()).toContain('hub-acme-session=;')
    expect(await eventsSince(before, 'account.signed_out', 'session.ended')).toHaveLength(1)
  })

  test('does nothing to the session of another person, and answers as to one that is not there', async () => {
    onTestFinished(leaveNothing)
    const other = await signedIn(OTHER_USER)
    const [theirs = ''] = await idsOf(other, 'session')
    const browser = await signedIn()
    const before = await lastEvent()
    const answers = new Set<string>()
    for (const session of [theirs, theirs.replaceAll(/./g, '0'), 'nothing', '', '\u0000'])
      answers.add(await press(browser, 'end-session', { session }))
    expect([...answers]).toEqual([`${ACCOUNT}?done=session-ended`])
    expect((await other.request(ACCOUNT)).status).toBe(200)
    expect(await eventsSince(before, 'session.ended')).toEqual([])
  })
})

test('SESS-06: signing out everywhere ends every session of the person, and no app', async () => {
  onTestFinished(leaveNothing)
  const other = await signedIn(OTHER_USER)
  const elsewhere = await signedIn()
  const browser = await signedIn()
  const tokens = await connect(browser)
  const before = await lastEvent()
  const answer = await press(browser, 'sign-out-everywhere')
  expect(answer).toBe(`${SIGN_IN}?done=signed-out-everywhere`)
  expect(await (await browser.request(answer)).text()).toContain('Apps that you connected still have access.')
  for (const one of [browser, elsewhere]) expect(locationOf(await one.request(ACCOUNT))).toBe(SIGN_IN)
  expect((await other.request(ACCOUNT)).status).toBe(200)
  expect(await identityStatus(hub, tokens.access_token)).toBe(200)
  expect((await refresh(hub, app, tokens.refresh_token)).status).toBe(200)
  const actor = await accountId()
  expect(await eventsSince(before, 'session.ended')).toMatchObject([{ actor, subject: actor, data: {} }])
})

describe('what is pressed twice', () => {
  test('is answered twice and happens once, ten times at the same moment', async () => {
    onTestFinished(leaveNothing)
    await signedIn()
    hub.advance(1)
    const browser = await signedIn()
    await connect(browser)
    const csrf_token = await tokenOf(browser)
    const [client = ''] = await idsOf(browser, 'client')
    const [, session = ''] = await idsOf(browser, 'session')
    const before = await lastEvent()
    for (const [button, fields] of [
      ['end-access', { client }],
      ['end-session', { session }],
    ] as const) {
      const answers = await Promise.all(
        Array.from({ length: 10 }, () => browser.request(`${ACCOUNT}/${button}`, { csrf_token, ...fields })),
      )
      expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([303]))
    }
    expect(await eventsSince(before, 'consent.withdrawn')).toHaveLength(1)
    expect(await eventsSince(before, 'grant.revoked')).toHaveLength(1)
    expect(await eventsSince(before, 'session.ended')).toHaveLength(1)
  })

  test('after signing out everywhere in another tab leads to the sign-in page', async () => {
    onTestFinished(leaveNothing)
    const browser = await signedIn()
    const csrf_token = await tokenOf(browser)
    await browser.request(`${ACCOUNT}/sign-out-everywhere`, { csrf_token })
    for (const button of ['sign-out-everywhere', 'end-session', 'end-access'])
      expect(locationOf(await browser.request(`${ACCOUNT}/${button}`, { csrf_token }))).toBe(
        `${SIGN_IN}?done=signed-out`,
      )
  })

  test('still counts in a tab that was open before the person signed in again', async () => {
    onTestFinished(leaveNothing)
    const browser = await signedIn()
    const csrf_token = await tokenOf(browser)
    await browser.submit(SIGN_IN, { username: TEST_USER.email, password: TEST_USER.password })
    expect(locationOf(await browser.request(`${ACCOUNT}/end-session`, { csrf_token, session: 'x' }))).toBe(
      `${ACCOUNT}?done=session-ended`,
    )
  })
})

test('a form that the page did not show to this person in this browser ends nothing', async () => {
  onTestFinished(leaveNothing)
  const browser = await signedIn()
  const tokens = await connect(browser)
  const [client = ''] = await idsOf(browser, 'client')
  const other = await signedIn(OTHER_USER)
  const elsewhere = await signedIn()
  for (const csrf_token of ['', 'guessed', await tokenOf(other), await tokenOf(elsewhere)])
    expect((await browser.request(`${ACCOUNT}/end-access`, { csrf_token, client })).status).toBe(403)
  const own = await tokenOf(browser)
  await browser.submit(SIGN_IN, { username: OTHER_USER.email, password: OTHER_USER.password })
  expect((await browser.request(`${ACCOUNT}/sign-out-everywhere`, { csrf_token: own })).status).toBe(403)
  expect(await identityStatus(hub, tokens.access_token)).toBe(200)
})
