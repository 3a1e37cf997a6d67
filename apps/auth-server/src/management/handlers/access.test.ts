import { newId, randomBytes } from '@identity-hub/core'
import type { ManagementClient } from '@identity-hub/client/management'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeTenant } from '../../administration/create-tenant.ts'
import { managementToken } from '../../testing/management-token.ts'
import { refusal } from '../../testing/refusal.ts'
import { startTestHub, type TestHub } from '../../testing/start-test-hub.ts'
import { exchange, identityStatus, refresh, TestBrowser, type TestClient } from '../../testing/test-browser.ts'

const PASSWORD = 'long enough'

let hub: TestHub
let desk: ManagementClient
let manager: ManagementClient
let elsewhere: ManagementClient
let client: TestClient
let asking: TestClient
beforeAll(async () => {
  hub = await startTestHub()
  await makeTenant(hub.administration, { slug: 'hub', name: 'Hub' })
  const scopes = ['hub.users.read', 'hub.users.write'] as const
  desk = hub.management(await managementToken(hub, scopes))
  elsewhere = hub.management(await managementToken(hub, scopes, 'hub'), 'hub')
  const all = [...scopes, 'hub.policy.write', 'hub.administrators.write', 'hub.events.read'] as const
  manager = hub.management(await managementToken(hub, all))
  client = await hub.createClient({ firstParty: true })
  asking = await hub.createClient()
})
afterAll(() => hub.close())

let made = 0
async function newUser(roles: string[] = []) {
  const email = `user${(made += 1)}@example.org`
  const { body } = await manager.createUser({ body: { email, name: 'Grace', password: PASSWORD, roles } })
  return { id: body.id, email }
}

async function signIn(email: string, password = PASSWORD) {
  const browser = new TestBrowser(hub, { headers: { 'User-Agent': 'Test browser' } })
  const answer = await browser.submit(await browser.authorize(client.clientId), { username: email, password })
  const code = new URL(answer.headers.get('Location') ?? '/', hub.origin).searchParams.get('code')
  return { browser, tokens: code === null ? null : await exchange(hub, client, code) }
}

const nobody = () => newId(hub.administration.now(), randomBytes)
const sessionsOf = async (id: string) => (await desk.listSessions({ query: { user_id: id } })).body.items
const grantsOf = async (id: string) => (await desk.listGrants({ query: { user_id: id } })).body.items
const eventsAbout = async (id: string, type: string) =>
  (await manager.listEvents({ query: { user_id: id, type: [type] } })).body.items

describe('a session', () => {
  test('is listed with its browser and times, and ended for good', async () => {
    const { id, email } = await newUser()
    const { browser, tokens } = await signIn(email)
    const [session] = await sessionsOf(id)
    const now = new Date(hub.administration.now()).toISOString()
    expect(session).toMatchObject({ user_id: id, signed_in_at: now, last_seen_at: now, user_agent: 'Test browser' })
    expect(Date.parse(session?.expires_at ?? '')).toBe(hub.administration.now() + 12 * 3_600_000)

    const path = { session_id: session?.id ?? '' }
    expect(await refusal(elsewhere.endSession({ path }))).toMatchObject({ status: 404 })
    await desk.endSession({ path })
    expect(await sessionsOf(id)).toEqual([])
    expect(await refusal(desk.endSession({ path }))).toMatchObject({ status: 404, code: 'not_found' })
    expect(await browser.authorize(client.clientId), 'signed out').toContain('/acme/interaction/')
    expect(await refresh(hub, client, tokens?.refresh_token), 'grants stay').toMatchObject({ status: 200 })
    expect(await eventsAbout(id, 'session.ended')).toMatchObject([{ data: { sessionId: path.session_id } }])
  })

  test('ends with all others of its user at once', async () => {
    const [one, other] = [await newUser(), await newUser()]
    for (const { email } of [one, one, other]) await signIn(email)
    expect(await sessionsOf(one.id)).toHaveLength(2)
    await desk.endUserSessions({ path: { user_id: one.id } })
    expect(await sessionsOf(one.id)).toEqual([])
    expect(await sessionsOf(other.id)).toHaveLength(1)
    await desk.endUserSessions({ path: { user_id: one.id } })
    expect(await eventsAbout(one.id, 'session.ended')).toHaveLength(1)
  })

  test('of somebody with a role of the hub is ended by those who appoint administrators', async () => {
    const { id, email } = await newUser(['hub.read-only'])
    await signIn(email)
    const path = { session_id: (await sessionsOf(id))[0]?.id ?? '' }
    expect(await refusal(desk.endSession({ path }))).toMatchObject({ status: 403, code: 'insufficient_scope' })
    expect(await sessionsOf(id)).toHaveLength(1)
    await manager.endSession({ path })
    expect(await sessionsOf(id)).toEqual([])
  })
})

async function consented(roles: string[] = []) {
  const { id, email } = await newUser(roles)
  const browser = new TestBrowser(hub)
  const page = await browser.authorize(asking.clientId)
  const consent = (await browser.submit(page, { username: email, password: PASSWORD })).headers.get('Location') ?? ''
  const answer = await browser.submit(consent, { decision: 'allow' })
  const code = new URL(answer.headers.get('Location') ?? '', hub.origin).searchParams.get('code') ?? ''
  return { id, tokens: await exchange(hub, asking, code) }
}

describe('a consent', () => {
  test('is listed, and withdrawn with the grants that rest on it', async () => {
    const { id, tokens } = await consented()
    expect(await identityStatus(hub, tokens.access_token)).toBe(200)
    const query = { user_id: id, client_id: asking.clientId }
    const consent = { user_id: id, client_id: asking.clientId, client_name: 'Test app', scopes: ['profile'] }
    expect((await desk.listConsents({ query })).body.items).toMatchObject([consent])
    expect((await desk.listConsents({ query: { ...query, client_id: 'nobody' } })).body.items).toEqual([])

    await desk.withdrawConsent({ path: query })
    expect((await desk.listConsents({ query })).body.items).toEqual([])
    expect(await identityStatus(hub, tokens.access_token)).toBe(401)
    expect(await grantsOf(id)).toMatchObject([{ status: 'ended', end_reason: 'consent_withdrawn' }])
    expect(await refusal(desk.withdrawConsent({ path: query }))).toMatchObject({ status: 404 })
    expect(await eventsAbout(id, 'consent.withdrawn')).toMatchObject([{ client_id: asking.clientId }])
  })

  test('of somebody with a role of the hub is withdrawn by those who appoint administrators', async () => {
    const { id, tokens } = await consented(['hub.read-only'])
    const path = { user_id: id, client_id: asking.clientId }
    expect(await refusal(desk.withdrawConsent({ path }))).toMatchObject({ status: 403 })
    expect(await identityStatus(hub, tokens.access_token)).toBe(200)
  })
})

describe('a grant', () => {
  test('is listed and shown while it lives, and revoked for good', async () => {
    const { id, email } = await newUser()
    const { tokens } = await signIn(email)
    const [grant] = await grantsOf(id)
    const live = { user_id: id, client_id: client.clientId, scopes: ['profile'], status: 'live', end_reason: null }
    expect(grant).toMatchObject(live)
    const path = { grant_id: grant?.id ?? '' }
    expect((await desk.getGrant({ path })).body).toEqual(grant)
    for (const call of [
      elsewhere.getGrant({ path }),
      elsewhere.revokeGrant({ path }),
      desk.getGrant({ path: { grant_id: nobody() } }),
    ])
      expect(await refusal(call)).toMatchObject({ status: 404, code: 'not_found' })

    for (const _ of [1, 2]) await desk.revokeGrant({ path })
    expect(await identityStatus(hub, tokens?.access_token)).toBe(401)
    expect(await refresh(hub, client, tokens?.refresh_token)).toMatchObject({ status: 400, error: 'invalid_grant' })
    expect((await desk.getGrant({ path })).body).toMatchObject({
      status: 'ended',
      end_reason: 'revoked_by_administrator',
    })
    expect(await eventsAbout(id, 'grant.revoked')).toMatchObject([{ grant_id: path.grant_id, outcome: 'success' }])
    expect((await desk.listGrants({ query: { user_id: id, live: true } })).body.items).toEqual([])
  })

  test('that rests on something that was ended is ended, before its next use', async () => {
    const { id, email } = await newUser()
    await signIn(email)
    await desk.blockUser({ path: { user_id: id } })
    expect(await grantsOf(id)).toMatchObject([{ status: 'ended', end_reason: 'superseded' }])
  })

  test('of a client is found by its identifier on the wire', async () => {
    const other = await hub.createClient({ firstParty: true })
    expect((await desk.listGrants({ query: { client_id: other.clientId } })).body.items).toEqual([])
    const { id, email } = await newUser()
    await signIn(email)
    const { items } = (await desk.listGrants({ query: { client_id: client.clientId, user_id: id } })).body
    expect(items).toHaveLength(1)
  })

  test('of somebody with a role of the hub is revoked by those who appoint administrators', async () => {
    const { id, email } = await newUser(['hub.read-only'])
    const { tokens } = await signIn(email)
    const path = { grant_id: (await grantsOf(id))[0]?.id ?? '' }
    expect(await refusal(desk.revokeGrant({ path }))).toMatchObject({ status: 403 })
    expect(await identityStatus(hub, tokens?.access_token)).toBe(200)
  })
})

describe('a throttle', () => {
  test('is found by the user that it delays, and lifted', async () => {
    const { id, email } = await newUser()
    for (let attempt = 0; attempt < 10; attempt += 1) await signIn(email, 'wrong password')
    expect((await signIn(email)).tokens).toBe(null)
    const listed = async () => (await desk.listThrottles({ query: { user_id: id } })).body.items
    const [throttle] = await listed()
    expect(throttle).toMatchObject({ kind: 'account', count: 10 })
    const path = { throttle_id: throttle?.id ?? '' }
    expect(await refusal(elsewhere.liftThrottle({ path }))).toMatchObject({ status: 404, code: 'not_found' })
    const { requestId = '' } = await desk.liftThrottle({ path })
    expect(await listed()).toEqual([])
    expect((await signIn(email)).tokens).toMatchObject({ status: 200 })
    expect(await refusal(desk.liftThrottle({ path }))).toMatchObject({ status: 404 })
    const events = await manager.listEvents({ query: { request_id: requestId } })
    expect(events.body.items).toMatchObject([{ type: 'throttle.lifted', data: { kind: 'account' } }])
  })

  test('of somebody with a role of the hub is lifted by those who appoint administrators', async () => {
    const { id, email } = await newUser(['hub.service-desk'])
    for (let attempt = 0; attempt < 10; attempt += 1) await signIn(email, 'wrong password')
    const listed = async () => (await desk.listThrottles({ query: { user_id: id } })).body.items
    const path = { throttle_id: (await listed())[0]?.id ?? '' }
    expect(await refusal(desk.liftThrottle({ path }))).toMatchObject({ status: 403, code: 'insufficient_scope' })
    expect(await listed()).toHaveLength(1)
    await manager.liftThrottle({ path })
    expect(await listed()).toEqual([])
  })

  test('is found by the address that it counts, however that is written', async () => {
    await signIn((await newUser()).email, 'wrong password')
    const kinds = async (address: string) =>
      (await desk.listThrottles({ query: { address } })).body.items.map(({ kind }) => kind).toSorted()
    expect(await kinds('127.0.0.1')).toEqual(['new-browser', 'source'])
    expect(await kinds('::ffff:127.0.0.1')).toEqual(['new-browser', 'source'])
    expect(await kinds('127.0.0.2')).toEqual([])
    const wrong = [
      desk.listThrottles({ query: { address: 'localhost' } }),
      desk.listThrottles({ query: { address: '127.0.0.1', user_id: nobody() } }),
    ]
    for (const call of wrong) expect(await refusal(call)).toMatchObject({ status: 400, code: 'invalid_request' })
  })
})
