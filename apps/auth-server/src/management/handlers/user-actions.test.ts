import { newId, randomBytes } from '@identity-hub/core'
import type { ManagementClient } from '@identity-hub/client/management'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeTenant } from '../../administration/create-tenant.ts'
import { managementToken } from '../../testing/management-token.ts'
import { refusal } from '../../testing/refusal.ts'
import { startTestHub, type TestHub } from '../../testing/start-test-hub.ts'
import { exchange, identityStatus, TestBrowser, type TestClient } from '../../testing/test-browser.ts'

let hub: TestHub
let desk: ManagementClient
let manager: ManagementClient
let ofHub: ManagementClient
let client: TestClient
beforeAll(async () => {
  hub = await startTestHub()
  await makeTenant(hub.administration, { slug: 'hub', name: 'Hub' })
  desk = hub.management(await managementToken(hub, ['hub.users.read', 'hub.users.write', 'hub.policy.write']))
  manager = hub.management(await fullToken())
  ofHub = hub.management(await fullToken('hub'), 'hub')
  client = await hub.createClient({ firstParty: true })
  await manager.createRole({ body: { name: 'member' } })
})
afterAll(() => hub.close())

const fullToken = (tenant = 'acme') =>
  managementToken(
    hub,
    ['hub.users.read', 'hub.users.write', 'hub.policy.write', 'hub.administrators.write', 'hub.events.read'],
    tenant,
  )

let made = 0
async function newUser(rest: object = {}, by = manager) {
  const email = `user${(made += 1)}@example.org`
  const { body } = await by.createUser({ body: { email, name: 'Grace', password: 'long enough', ...rest } })
  return { id: body.id, email, path: { user_id: body.id } }
}

const typesAbout = async (userId: string) =>
  (await manager.listEvents({ query: { user_id: userId } })).body.items.map(({ type }) => type)

async function signIn(email: string, password: string) {
  const browser = new TestBrowser(hub)
  const answer = await browser.submit(await browser.authorize(client.clientId), { username: email, password })
  const code = new URL(answer.headers.get('Location') ?? '/', hub.origin).searchParams.get('code')
  return code === null ? null : exchange(hub, client, code)
}

describe('blocking', () => {
  test('ends what a user has, and twice is once', async () => {
    const { id, email, path } = await newUser()
    const tokens = await signIn(email, 'long enough')
    expect(await identityStatus(hub, tokens?.access_token)).toBe(200)
    const first = await desk.blockUser({ path })
    expect(first.body.status).toBe('blocked')
    expect(await identityStatus(hub, tokens?.access_token)).toBe(401)
    const second = await desk.blockUser({ path })
    expect(second).toMatchObject({ body: first.body, etag: first.etag })
    expect((await typesAbout(id)).filter((type) => type === 'account.blocked')).toHaveLength(1)

    expect((await desk.unblockUser({ path })).body.status).toBe('active')
    expect((await desk.unblockUser({ path })).body.status).toBe('active')
    expect((await typesAbout(id)).filter((type) => type === 'account.unblocked')).toHaveLength(1)
    expect(await identityStatus(hub, tokens?.access_token)).toBe(401)
    expect(await signIn(email, 'long enough')).toMatchObject({ status: 200 })
  })
})

describe('archiving', () => {
  test('leaves a user out of lists until they are restored', async () => {
    const { id, email, path } = await newUser({ name: 'Archibald' })
    const listed = async () => (await desk.listUsers({ query: { search: 'archibald' } })).body.items
    expect(await listed()).toHaveLength(1)
    expect((await desk.archiveUser({ path })).body.status).toBe('archived')
    expect((await desk.archiveUser({ path })).body.status).toBe('archived')
    expect(await listed()).toEqual([])
    expect(await signIn(email, 'long enough')).toBe(null)
    const archived = await desk.listUsers({ query: { status: 'archived', search: 'archibald' } })
    expect(archived.body.items).toMatchObject([{ id }])
    expect((await desk.restoreUser({ path })).body.status).toBe('active')
    expect(await listed()).toHaveLength(1)
    expect((await typesAbout(id)).filter((type) => type === 'account.archived')).toHaveLength(1)
  })
})

describe('erasing', () => {
  test('leaves an id and nothing personal, and twice is once', async () => {
    const { id, email, path } = await newUser({ name: 'Forget Me', claims: { team: 'navy' }, roles: ['member'] })
    const erased = await desk.eraseUser({ path })
    expect(erased.body).toMatchObject({ id, name: '', user_name: '', email: null, claims: {}, roles: [] })
    expect(erased.body.erased_at).not.toBe(null)
    expect((await desk.eraseUser({ path })).body).toEqual(erased.body)
    expect((await desk.getUser({ path })).body).toEqual(erased.body)
    expect((await typesAbout(id)).filter((type) => type === 'account.erased')).toHaveLength(1)
    const events = await manager.listEvents({ query: { user_id: id } })
    expect(JSON.stringify(events.body)).not.toContain('Forget Me')
    expect(await refusal(desk.blockUser({ path }))).toMatchObject({ status: 404, code: 'not_found' })
    // The address is free for somebody else.
    expect((await desk.createUser({ body: { email, name: 'Another' } })).body.id).not.toBe(id)
  })
})

describe('an export', () => {
  test('has everything about a user, and is an event of theirs', async () => {
    const { id, email, path } = await newUser({ claims: { team: 'navy' }, roles: ['member'] })
    await signIn(email, 'long enough')
    const { body } = await desk.exportUser({ path })
    expect(body).toMatchObject({ complete: true, user: { id, claims: { team: 'navy' }, roles: ['member'] } })
    expect(body.sessions).toMatchObject([{ user_id: id }])
    expect(body.grants).toMatchObject([{ user_id: id, client_id: client.clientId, status: 'live' }])
    const types = body.events.map(({ type }) => type)
    expect(types).toEqual(expect.arrayContaining(['account.exported', 'account.signed_in', 'account.created']))
    expect(body.events.find(({ type }) => type === 'token.issued')?.client_id).toBe(client.clientId)
    expect(body.events.find(({ type }) => type === 'account.created')?.personal).toMatchObject({ after: { email } })
  })

  test('follows every page of a list', async () => {
    const { id, path } = await newUser()
    const storage = await hub.storage()
    const events = Array.from({ length: 450 }, (_, index) => ({
      id: newId(hub.administration.now() + index, randomBytes),
      type: 'account.signed_out' as const,
      at: hub.administration.now() + index,
      requestId: newId(hub.administration.now(), randomBytes),
      actor: id,
      subject: id,
      client: null,
      grantId: null,
      outcome: 'success' as const,
      reason: null,
      source: null,
      data: {},
    }))
    await storage.recordEvents({ events })
    const { body } = await desk.exportUser({ path })
    expect(body.events.filter(({ type }) => type === 'account.signed_out')).toHaveLength(450)
  })
})

describe('a reset of a password', () => {
  test('by value ends what the old one gave', async () => {
    const { email, path, id } = await newUser()
    const tokens = await signIn(email, 'long enough')
    const { body } = await desk.resetPassword({ path, body: { password: 'another one' } })
    expect(body).toEqual({ user_id: id, link: null })
    expect(await identityStatus(hub, tokens?.access_token)).toBe(401)
    expect(await signIn(email, 'long enough')).toBe(null)
    expect(await signIn(email, 'another one')).toMatchObject({ status: 200 })
    const short = await refusal(desk.resetPassword({ path, body: { password: 'short' } }))
    expect(short).toMatchObject({ status: 422, errors: [{ pointer: '/password' }] })
  })

  test('by link ends it too, and the link lives a day', async () => {
    const { email, path, id } = await newUser()
    const tokens = await signIn(email, 'long enough')
    const { body } = await desk.resetPassword({ path })
    expect(Date.parse(body.link?.expires_at ?? '') - hub.administration.now()).toBe(86_400_000)
    expect(await identityStatus(hub, tokens?.access_token)).toBe(401)
    expect(await signIn(email, 'long enough')).toBe(null)
    expect(await typesAbout(id)).toContain('account.password_link_made')
    const page = await fetch(body.link?.url ?? '')
    expect(page.status).toBe(200)
  })
})

describe('an invitation', () => {
  test('comes anew, and the one before is void', async () => {
    const email = `user${(made += 1)}@example.org`
    const { body } = await desk.createUser({ body: { email, name: 'Grace' } })
    const path = { user_id: body.id }
    const { body: again } = await desk.inviteUser({ path })
    expect(again.url).not.toBe(body.invitation?.url)
    expect((await fetch(again.url)).status).toBe(200)
    expect((await fetch(body.invitation?.url ?? '')).status).not.toBe(200)
  })

  test('is not for somebody who has a password', async () => {
    const { email, path } = await newUser()
    expect(await refusal(desk.inviteUser({ path }))).toMatchObject({ status: 409, code: 'not_allowed' })
    expect(await signIn(email, 'long enough')).toMatchObject({ status: 200 })
  })
})

const linkOf = async (path: { user_id: string }) => (await desk.resetPassword({ path })).body.link?.url ?? ''
const statusOf = async (url: string) => (await new TestBrowser(hub).request(new URL(url).pathname)).status

describe('a role', () => {
  test('is given and taken, and twice is once', async () => {
    const { id, path } = await newUser()
    const role = { ...path, role: 'member' }
    for (const _ of [1, 2])
      expect((await desk.assignRole({ path: role })).body).toEqual({ user_id: id, roles: ['member'] })
    expect((await desk.listUserRoles({ path })).body.roles).toEqual(['member'])
    for (const _ of [1, 2]) expect((await desk.removeRole({ path: role })).body).toEqual({ user_id: id, roles: [] })
    const types = await typesAbout(id)
    expect(types.filter((type) => type === 'role.assigned')).toHaveLength(1)
    expect(types.filter((type) => type === 'role.removed')).toHaveLength(1)
  })

  test('that there is not can neither be given nor taken', async () => {
    const path = { ...(await newUser()).path, role: 'knight' }
    expect(await refusal(desk.assignRole({ path }))).toMatchObject({ status: 404, code: 'not_found' })
    expect(await refusal(desk.removeRole({ path }))).toMatchObject({ status: 404, code: 'not_found' })
  })

  test('of the hub is given and taken by those who appoint administrators', async () => {
    const { path } = await newUser()
    const role = { ...path, role: 'hub.tenant-administrator' }
    expect(await refusal(desk.assignRole({ path: role }))).toMatchObject({ status: 403, code: 'insufficient_scope' })
    expect((await manager.assignRole({ path: role })).body.roles).toEqual(['hub.tenant-administrator'])
    expect(await refusal(desk.removeRole({ path: role }))).toMatchObject({ status: 403 })
    expect((await manager.removeRole({ path: role })).body.roles).toEqual([])
  })

  test('of the hub ends the link that somebody else may have made for that person', async () => {
    const [appointed, other] = [(await newUser()).path, (await newUser()).path]
    const [link, open] = [await linkOf(appointed), await linkOf(other)]
    await manager.assignRole({ path: { ...appointed, role: 'hub.read-only' } })
    await manager.assignRole({ path: { ...other, role: 'member' } })
    expect(await statusOf(open)).toBe(200)
    expect(await statusOf(link)).toBe(410)
    const { url } = (await manager.inviteUser({ path: appointed })).body
    expect(await statusOf(url)).toBe(200)
  })

  test('of the hub is given only in a tenant where it exists', async () => {
    const there = await newUser({}, ofHub)
    const here = await newUser()
    const wrong = [
      manager.assignRole({ path: { ...here.path, role: 'hub.administrator' } }),
      ofHub.assignRole({ path: { ...there.path, role: 'hub.tenant-administrator' } }),
    ]
    for (const call of wrong) expect(await refusal(call)).toMatchObject({ status: 409, code: 'not_allowed' })
    expect(await refusal(manager.assignRole({ path: { ...here.path, role: 'hub.king' } }))).toMatchObject({
      status: 404,
    })
    const right = await ofHub.assignRole({ path: { ...there.path, role: 'hub.administrator' } })
    expect(right.body.roles).toEqual(['hub.administrator'])
  })
})

type Act = (asking: ManagementClient, user: { readonly user_id: string }) => Promise<unknown>

const actions: readonly (readonly [string, Act])[] = [
  ['change', (asking, path) => asking.updateUser({ path, ifMatch: '*', body: { email: 'mine@example.org' } })],
  ['block', (asking, path) => asking.blockUser({ path })],
  ['unblock', (asking, path) => asking.unblockUser({ path })],
  ['archive', (asking, path) => asking.archiveUser({ path })],
  ['restore', (asking, path) => asking.restoreUser({ path })],
  ['erase', (asking, path) => asking.eraseUser({ path })],
  ['reset the password of', (asking, path) => asking.resetPassword({ path, body: { password: 'known to me' } })],
  ['get a password link of', (asking, path) => asking.resetPassword({ path })],
  ['invite', (asking, path) => asking.inviteUser({ path })],
  ['give a role to', (asking, path) => asking.assignRole({ path: { ...path, role: 'member' } })],
  ['take a role from', (asking, path) => asking.removeRole({ path: { ...path, role: 'member' } })],
  ['sign out', (asking, path) => asking.endUserSessions({ path })],
]

describe('a user with a role of the hub', () => {
  test.each(actions)('is for those who appoint administrators: nobody else may %s them', async (_what, act) => {
    const { path } = await newUser({ roles: ['hub.read-only'] })
    const before = await desk.getUser({ path })
    const refused = await refusal(act(desk, path))
    expect(refused).toMatchObject({ status: 403, code: 'insufficient_scope' })
    expect(refused.detail).toContain('hub.administrators.write')
    expect(await desk.getUser({ path })).toMatchObject({ body: before.body, etag: before.etag })
  })
})

describe('a user of another tenant', () => {
  test.each([
    ...actions,
    ['show', (asking: ManagementClient, path: { user_id: string }) => asking.getUser({ path })] as const,
    ['export', (asking: ManagementClient, path: { user_id: string }) => asking.exportUser({ path })] as const,
    [
      'list the roles of',
      (asking: ManagementClient, path: { user_id: string }) => asking.listUserRoles({ path }),
    ] as const,
  ])('is like nobody to whoever wants to %s them', async (_what, act) => {
    const there = await newUser({}, ofHub)
    const nobody = newId(hub.administration.now(), randomBytes)
    const [foreign, unknown] = [
      await refusal(act(manager, there.path)),
      await refusal(act(manager, { user_id: nobody })),
    ]
    expect(foreign.status).toBe(404)
    expect(foreign.detail.replace(there.id, '')).toBe(unknown.detail.replace(nobody, ''))
    expect({ ...foreign, detail: '' }).toEqual({ ...unknown, detail: '' })
  })
})

describe('the last administrator of the hub', () => {
  test('stays, until there is another one', async () => {
    const first = await newUser({ roles: ['hub.administrator'] }, ofHub)
    const second = await newUser({ roles: ['hub.administrator'] }, ofHub)
    // Somebody who is blocked does not count.
    const { items } = (await ofHub.listUsers({ query: { role: 'hub.administrator' } })).body
    for (const { id } of items) if (id !== first.id) await ofHub.blockUser({ path: { user_id: id } })
    const ways = [
      () => ofHub.blockUser({ path: first.path }),
      () => ofHub.archiveUser({ path: first.path }),
      () => ofHub.eraseUser({ path: first.path }),
      () => ofHub.removeRole({ path: { ...first.path, role: 'hub.administrator' } }),
    ]
    for (const way of ways) expect(await refusal(way())).toMatchObject({ status: 409, code: 'not_allowed' })
    expect((await ofHub.getUser({ path: first.path })).body).toMatchObject({
      status: 'active',
      roles: ['hub.administrator'],
    })
    await ofHub.unblockUser({ path: second.path })
    expect((await ofHub.blockUser({ path: first.path })).body.status).toBe('blocked')
  })
})
