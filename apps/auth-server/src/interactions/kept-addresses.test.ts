import { hashValue } from '@identity-hub/core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestHub, TEST_USER, type TestHub } from '../testing/start-test-hub.ts'
import { TestBrowser } from '../testing/test-browser.ts'

let hub: TestHub
beforeAll(async () => {
  hub = await startTestHub()
})
afterAll(() => hub.close())

async function signInAs(userAgent: string, password = TEST_USER.password): Promise<void> {
  const browser = new TestBrowser(hub, { headers: { 'User-Agent': userAgent } })
  await browser.submit('/acme/account/sign-in', { username: TEST_USER.email, password })
}

async function newest() {
  const storage = await hub.storage()
  const { now } = hub.administration
  const [sessions, events] = await Promise.all([
    storage.listSessions({ after: null, limit: 1, now: now() }),
    storage.listEvents({ after: null, limit: 1, filter: { types: ['account.signed_in'] } }),
  ])
  hub.advance(1)
  return { session: sessions.rows[0], event: events.rows[0] }
}

test('a session keeps the browser’s name, cut and plain, and the address', async () => {
  await signInAs(`Browser\t${'x'.repeat(1000)}`)
  const { session, event } = await newest()
  expect(session?.userAgent).toBe(`Browser?${'x'.repeat(392)}`)
  expect(session?.source).toBe('127.0.0.1')
  expect(event?.source).toBe('127.0.0.1')
})

test('so does one that began with an app', async () => {
  const { clientId } = await hub.createClient()
  const browser = new TestBrowser(hub, { headers: { 'User-Agent': 'Browser of an app' } })
  await browser.signIn(await browser.authorize(clientId))
  expect((await newest()).session).toMatchObject({ userAgent: 'Browser of an app', source: '127.0.0.1' })
})

test('a tenant that keeps little of addresses keeps little of them everywhere, and still counts the whole ones', async () => {
  const change = { slug: 'acme', changes: { truncateAddresses: true }, expectedRevision: null }
  expect(await hub.administration.hub.changeTenant(change)).toMatchObject({ outcome: 'changed' })
  await signInAs('Browser')
  const { session, event } = await newest()
  expect(session?.source).toBe('127.0.0.0/24')
  expect(event?.source).toBe('127.0.0.0/24')

  await signInAs('Browser', 'wrong')
  const storage = await hub.storage()
  const counted = { kind: 'source', limit: 1, windowSeconds: 300 }
  const { now } = hub.administration
  expect(
    await storage.findDelay({ keys: [{ ...counted, keyHash: hashValue('127.0.0.1') }], now: now() }),
  ).toMatchObject({ outcome: 'delayed' })
  expect(await storage.findDelay({ keys: [{ ...counted, keyHash: hashValue('127.0.0.0/24') }], now: now() })).toEqual({
    outcome: 'allowed',
  })
})
