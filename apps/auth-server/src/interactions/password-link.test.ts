import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { issueValue, randomBytes, type AccountChange } from '@identity-hub/core'
import type Koa from 'koa'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createUser } from '../administration/create-user.ts'
import { createApp } from '../app.ts'
import { createLog } from '../log.ts'
import { startTestHub, TEST_USER, type TestHub } from '../testing/start-test-hub.ts'
import { TestBrowser } from '../testing/test-browser.ts'

const NEXT = 'a password of my own'
const HOUR = 3600

let hub: TestHub
let users = 0

beforeAll(async () => {
  hub = await startTestHub()
})
afterAll(() => hub.close())

/** A person whom no other test knows, and the page where they choose a password. */
async function invite(purpose: 'invitation' | 'password-reset' = 'invitation') {
  users += 1
  const email = `user${users}@example.org`
  const created = await createUser(hub.administration, { ...TEST_USER, tenant: 'acme', name: 'Grace Hopper', email })
  if (!created.ok) throw new Error(created.problem)
  const { id: accountId } = created.value
  const link = await sendLink(accountId, purpose)
  return { email, accountId, ...link }
}

async function sendLink(accountId: string, purpose: 'invitation' | 'password-reset' = 'password-reset') {
  const now = hub.administration.now()
  const { value, id, hash: valueHash } = issueValue('pl', now, randomBytes)
  await change(accountId, {
    kind: 'send-password-link',
    link: { id, valueHash, purpose, expiresAt: now + HOUR * 1000 },
  })
  return { path: `/acme/password/${value}`, value, id }
}

async function change(accountId: string, what: AccountChange): Promise<void> {
  const changed = await (await hub.storage()).changeAccount({ accountId, change: what, now: hub.administration.now() })
  expect(changed.outcome).toBe('changed')
}

const chosen = (password = NEXT, repeated = password) => ({ new_password: password, repeat_password: repeated })

async function signInStatus(email: string, password: string): Promise<number> {
  const answer = await new TestBrowser(hub).submit('/acme/account/sign-in', { username: email, password })
  return answer.status
}

async function eventsOf(accountId: string) {
  const storage = await hub.storage()
  return (await storage.listEvents({ after: null, limit: 100, filter: { subject: accountId } })).rows
}

describe('a password link', () => {
  test('says whose account it is for, and sets the password of that one', async () => {
    const { email, accountId, path } = await invite()
    const browser = new TestBrowser(hub)
    const page = await browser.request(path)
    expect(page.status).toBe(200)
    const text = await page.text()
    expect(text).toContain('Grace Hopper')
    expect(text).toContain(`value="${email}"`)
    const answer = await browser.submit(path, chosen())
    expect(answer.status).toBe(200)
    expect(await answer.text()).toContain('href="/acme/account/sign-in"')
    expect(await signInStatus(email, NEXT)).toBe(303)
    expect(await eventsOf(accountId)).toContainEqual(
      expect.objectContaining({
        type: 'account.password_set',
        actor: accountId,
        subject: accountId,
        data: { purpose: 'invitation' },
      }),
    )
  })

  test('signs nobody in', async () => {
    const { path } = await invite()
    const browser = new TestBrowser(hub)
    const answer = await browser.submit(path, chosen())
    expect(answer.headers.getSetCookie().join()).not.toContain('session')
    expect((await browser.request('/acme/account')).headers.get('Location')).toBe('/acme/account/sign-in')
  })

  test('is not spent by programs that look at it before the person does', async () => {
    const { path } = await invite()
    for (const method of ['HEAD', 'GET', 'OPTIONS', 'PUT'])
      await (await fetch(new URL(path, hub.origin), { method })).body?.cancel()
    expect((await new TestBrowser(hub).submit(path, chosen())).status).toBe(200)
  })

  test('is kept by no cache and told to no other site', async () => {
    const { path } = await invite()
    const { headers } = await new TestBrowser(hub).request(path)
    expect(headers.get('Cache-Control')).toBe('no-store')
    expect(headers.get('Referrer-Policy')).toBe('no-referrer')
  })

  test.each([
    ['short', 'short', 'too short'],
    ['x'.repeat(1025), 'x'.repeat(1025), 'too long'],
    [NEXT, `${NEXT}!`, 'not the same'],
    ['', '', 'too short'],
  ])('refuses a password by the rules that a change of it has, and stays open', async (password, repeated, problem) => {
    const { path, email } = await invite()
    const browser = new TestBrowser(hub)
    const refused = await browser.submit(path, chosen(password, repeated))
    expect(refused.status).toBe(400)
    expect(await refused.text()).toContain(problem)
    expect((await browser.submit(path, chosen())).status).toBe(200)
    expect(await signInStatus(email, NEXT)).toBe(303)
  })

  test('refuses a form that it did not show in this browser, and stays open', async () => {
    const { path } = await invite()
    const other = await invite()
    const browser = new TestBrowser(hub)
    const elsewhere = await (await new TestBrowser(hub).request(path)).text()
    const ofOther = await (await browser.request(other.path)).text()
    for (const page of ['', elsewhere, ofOther]) {
      const csrf_token = /name="csrf_token" value="([^"]+)"/.exec(page)?.[1] ?? ''
      expect((await browser.request(path, { csrf_token, ...chosen() })).status).toBe(403)
    }
    expect((await browser.submit(path, chosen())).status).toBe(200)
  })
})

/** What a link leads to that opens nothing, by either method. */
async function closed(path: string) {
  const browser = new TestBrowser(hub)
  const shown = await browser.request(path)
  const posted = await browser.request(path, { csrf_token: 'x', ...chosen() })
  expect(posted.status).toBe(shown.status)
  return { status: shown.status, text: await shown.text() }
}

describe('a password link that is over', () => {
  test('says that it was used', async () => {
    const { path } = await invite()
    await new TestBrowser(hub).submit(path, chosen())
    const answer = await closed(path)
    expect(answer).toEqual({ status: 410, text: expect.stringContaining('This link has been used') })
    expect(answer.text).toContain('href="/acme/account/sign-in"')
  })

  test('says that it is too old, also when a newer one was sent', async () => {
    const first = await invite()
    const second = await sendLink(first.accountId)
    expect(await closed(first.path)).toEqual({ status: 410, text: expect.stringContaining('This link is too old') })
    hub.advance(HOUR)
    expect(await closed(second.path)).toEqual({ status: 410, text: expect.stringContaining('This link is too old') })
  })

  test('opens nothing for a person who was blocked since', async () => {
    const { path, accountId } = await invite()
    await change(accountId, { kind: 'block' })
    expect((await closed(path)).status).toBe(410)
  })

  test('or was never made, tells nobody whether there is one like it', async () => {
    const { value, path, email } = await invite()
    const last = value.endsWith('A') ? 'B' : 'A'
    const unknown = { status: 404, text: expect.stringContaining('This link does not work') }
    for (const other of [
      value.slice(0, -1) + last,
      value.slice(0, -1),
      `x${value}`,
      value.replace('pl_', 'at_'),
      'x',
    ]) {
      const answer = await closed(`/acme/password/${other}`)
      expect(answer).toEqual(unknown)
      expect(answer.text).not.toContain(email)
    }
    expect((await new TestBrowser(hub).request(path)).status).toBe(200)
  })
})

test('a form that is sent ten times at the same moment sets one password, and the others say that the link was used', async () => {
  const { path, email } = await invite('password-reset')
  const browser = new TestBrowser(hub)
  const page = await (await browser.request(path)).text()
  const csrf_token = /name="csrf_token" value="([^"]+)"/.exec(page)?.[1] ?? ''
  const passwords = Array.from({ length: 10 }, (_, index) => `${NEXT} ${index}`)
  const answers = await Promise.all(
    passwords.map((password) => browser.request(path, { csrf_token, ...chosen(password) })),
  )
  const statuses = answers.map(({ status }) => status)
  expect(statuses.filter((status) => status === 200)).toHaveLength(1)
  expect(statuses.filter((status) => status === 410)).toHaveLength(9)
  expect(await signInStatus(email, passwords[statuses.indexOf(200)] ?? '')).toBe(303)
})

test('the link is in no line of the log and in no event', async () => {
  const { path, value, accountId } = await invite()
  const lines: string[] = []
  const log = createLog('info', { write: (line) => lines.push(line), flushSync: () => undefined })
  await using logging = await listen(createApp({ ...hub.dependencies, log }))
  const browser = new TestBrowser(logging)
  const tries = [
    path,
    path.replace('/acme', '/nobody'),
    `${path}/`,
    path.replace('/password', '//password'),
    `/${value}`,
  ]
  for (const one of tries) await browser.request(one)
  await browser.submit(path, { new_password: 'short', repeat_password: 'short' })
  expect((await browser.submit(path, chosen())).status).toBe(200)
  expect(lines.length).toBeGreaterThanOrEqual(tries.length + 4)
  const secret = value.slice(-43)
  expect(lines.join('')).not.toContain(secret)
  expect(lines.join('')).toContain('"path":"/acme/password…"')
  expect(JSON.stringify(await eventsOf(accountId))).not.toContain(secret)
})

async function listen(app: Koa) {
  const handle = app.callback()
  const server = createServer((request, response) => void handle(request, response)).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    origin: `http://localhost:${(server.address() as AddressInfo).port}`, // A TCP server that listens has one.
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
