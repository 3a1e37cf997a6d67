import { newId, randomBytes } from '@identity-hub/core'
import type { ManagementClient } from '@identity-hub/client/management'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeTenant } from '../../administration/create-tenant.ts'
import { managementToken } from '../../testing/management-token.ts'
import { refusal } from '../../testing/refusal.ts'
import { startTestHub, TEST_USER, type TestHub } from '../../testing/start-test-hub.ts'
import { exchange, refresh, TestBrowser, type TestClient } from '../../testing/test-browser.ts'

const HOUR = 3_600_000

let hub: TestHub
let auditor: ManagementClient
let elsewhere: ManagementClient
let manager: ManagementClient
let client: TestClient
beforeAll(async () => {
  hub = await startTestHub()
  await makeTenant(hub.administration, { slug: 'hub', name: 'Hub' })
  await newAuditors()
  const scopes = ['hub.users.read', 'hub.users.write', 'hub.clients.write', 'hub.events.read'] as const
  manager = hub.management(await managementToken(hub, scopes))
  client = await hub.createClient({ firstParty: true })
})
afterAll(() => hub.close())

async function newAuditors(): Promise<void> {
  auditor = hub.management(await managementToken(hub, ['hub.events.read']))
  elsewhere = hub.management(await managementToken(hub, ['hub.events.read'], 'hub'), 'hub')
}

/** They wait a second for company, or until anything else is written. */
const writeRefusals = async () => (await hub.storage()).recordEvents({ events: [] })

const list = async (input: Parameters<ManagementClient['listEvents']>[0] & object) =>
  (await auditor.listEvents(input)).body.items

const at = (instant: number) => new Date(instant).toISOString()

async function signIn(password = TEST_USER.password, by = client) {
  const browser = new TestBrowser(hub)
  const answer = await browser.signIn(await browser.authorize(by.clientId), password)
  const requestId = answer.headers.get('X-Request-Id') ?? ''
  const code = new URL(answer.headers.get('Location') ?? '/', hub.origin).searchParams.get('code')
  return { requestId, tokens: code === null ? null : await exchange(hub, by, code) }
}

describe('a list of events', () => {
  test('is filtered by what happened, when, to whom, by whom, with which client and in which request', async () => {
    const other = await hub.createClient({ firstParty: true })
    const since = hub.administration.now()
    await signIn()
    hub.advance(60)
    const { requestId } = await signIn(TEST_USER.password, other)
    const userId = (await manager.listUsers()).body.items[0]?.id ?? ''
    const signIns = await list({ query: { type: ['account.signed_in', 'account.blocked'], since: at(since) } })
    expect(signIns.map(({ type }) => type)).toEqual(['account.signed_in', 'account.signed_in'])
    expect(signIns[0]).toMatchObject({ at: at(since + 60_000), user_id: userId, actor: userId, outcome: 'success' })
    const earlier = await list({ query: { type: ['account.signed_in'], since: at(since), until: at(since + 60_000) } })
    expect(earlier).toEqual([signIns[1]])

    const ofRequest = await list({ query: { request_id: requestId } })
    expect(ofRequest.map(({ type }) => type).toSorted()).toEqual(['account.signed_in', 'authorization.granted'])
    const ofClient = await list({ query: { client_id: other.clientId, type: ['token.issued'] } })
    expect(ofClient).toMatchObject([{ client_id: other.clientId, actor: `client:${other.clientId}` }])
    expect(await list({ query: { actor: `client:${other.clientId}` } })).toMatchObject([{ type: 'token.issued' }])
    expect(await list({ query: { client_id: 'nobody' } })).toEqual([])
    expect(await list({ query: { type: ['account.imagined'] } })).toEqual([])
    for (const outcome of ['success', 'refused'] as const)
      for (const event of await list({ query: { user_id: userId, outcome } })) expect(event).toMatchObject({ outcome })
  })

  test('goes on where the page before ended, the newest first', async () => {
    const all = (await auditor.listEvents()).body.items
    const first = (await auditor.listEvents({ query: { limit: 2 } })).body
    const second = (await auditor.listEvents({ query: { limit: 2, cursor: first.next_cursor ?? '' } })).body
    expect([...first.items, ...second.items]).toEqual(all.slice(0, 4))
    expect(all.map(({ at: instant }) => instant)).toEqual(
      all
        .map(({ at: instant }) => instant)
        .toSorted()
        .toReversed(),
    )
  })

  test('names clients that were deleted, too', async () => {
    const gone = await hub.createClient({ firstParty: true })
    await signIn(TEST_USER.password, gone)
    const actor = `client:${gone.clientId}`
    await manager.deleteClient({ path: { client_id: gone.clientId } })
    expect((await auditor.listEvents({ query: { actor } })).body.items).toMatchObject([{ client_id: gone.clientId }])
  })

  test('is refused for an instant that never is', async () => {
    const response = await fetch(`${hub.origin}/acme/api/management/v1/events?since=2026-06-30T23:59:60Z`, {
      headers: { Authorization: `Bearer ${await managementToken(hub, ['hub.events.read'])}` },
    })
    expect(response.status).toBe(400)
  })
})

describe('statistics', () => {
  test('count each hour, or each day, also those in which nothing happened', async () => {
    const begin = Math.ceil(hub.administration.now() / (24 * HOUR)) * 24 * HOUR
    hub.advance((begin + HOUR - hub.administration.now()) / 1000)
    const { tokens } = await signIn()
    await refresh(hub, client, tokens?.refresh_token)
    await signIn('wrong password')
    hub.advance(2 * 3600)
    await refresh(hub, client, 'rt_unknown')
    const now = hub.administration.now()
    while ((await hub.administration.hub.purge({ now: now + HOUR, limit: 1_000 })).outcome === 'more') continue

    await newAuditors()
    const query = { since: at(begin), until: at(begin + 4 * HOUR) } as const
    const hours = (await auditor.getStatistics({ query: { ...query, interval: 'hour' } })).body
    const nothing = { sign_ins: 0, sign_ins_refused: 0, tokens: 0, refusals: 0 }
    expect(hours.counts).toEqual([
      { ...nothing, at: at(begin) },
      { at: at(begin + HOUR), sign_ins: 1, sign_ins_refused: 1, tokens: 2, refusals: 0 },
      { ...nothing, at: at(begin + 2 * HOUR) },
      { ...nothing, at: at(begin + 3 * HOUR), refusals: 1 },
    ])
    const days = (await auditor.getStatistics({ query })).body
    expect(days).toMatchObject({ interval: 'day' })
    expect(days.counts).toEqual([{ at: at(begin), sign_ins: 1, sign_ins_refused: 1, tokens: 2, refusals: 1 }])
    expect(Date.parse(days.counted_until)).toBeGreaterThan(begin)
  })

  test('count what housekeeping has not come to, where it is not much', async () => {
    // Later than it has come in any other test.
    const begin = Math.ceil(hub.administration.now() / HOUR) * HOUR + 2 * HOUR
    hub.advance((begin - hub.administration.now()) / 1000)
    await newAuditors()
    await signIn()
    await signIn('wrong password')
    await writeRefusals()
    hub.advance(1)
    const { body } = await auditor.getStatistics({ query: { since: at(begin), interval: 'hour' } })
    expect(body.counts).toMatchObject([{ at: at(begin), sign_ins: 1, sign_ins_refused: 1 }])
    expect(body.counted_until).toBe(at(hub.administration.now()))
  })

  test.each([
    ['longer than an answer can be', { since: '2025-01-01T00:00:00Z', interval: 'hour' }, 'at most 9000'],
    ['that ends before it begins', { since: '2026-03-01T00:00:00Z', until: '2026-02-01T00:00:00Z' }, 'not after since'],
    ['that has not begun', { since: '2999-01-01T00:00:00Z' }, 'not in the past'],
  ] as const)('are refused for a time %s', async (_what, query, why) => {
    const refused = await refusal(auditor.getStatistics({ query }))
    expect(refused).toMatchObject({ status: 400, code: 'invalid_request' })
    expect(refused.detail).toContain(why)
  })
})

describe('an explanation', () => {
  test('says why a request was refused, with what it wrote', async () => {
    const { requestId } = await signIn('wrong password')
    await writeRefusals()
    const { body } = await auditor.explainRequest({ path: { request_id: requestId } })
    expect(body).toMatchObject({ request_id: requestId, reason: 'password_wrong' })
    expect(body.sentence).not.toBe('')
    expect(body.advice).not.toBe(null)
    expect(body.events).toMatchObject([{ type: 'account.sign_in_refused', request_id: requestId }])
  })

  test('says that nothing was refused', async () => {
    const { requestId } = await signIn()
    const { body } = await auditor.explainRequest({ path: { request_id: requestId } })
    expect(body).toMatchObject({ reason: null, advice: null, sections: [] })
  })

  test('of a request that nobody knows says how long events are kept, also in another tenant', async () => {
    const { requestId } = await signIn('wrong password')
    await writeRefusals()
    const unknown = newId(hub.administration.now(), randomBytes)
    for (const [asking, id] of [
      [auditor, unknown],
      [elsewhere, requestId],
    ] as const) {
      const refused = await refusal(asking.explainRequest({ path: { request_id: id } }))
      expect(refused).toMatchObject({ status: 404, code: 'not_found' })
      expect(refused.detail).toContain('90 days')
    }
  })
})
