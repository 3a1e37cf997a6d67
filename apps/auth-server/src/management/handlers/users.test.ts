import { randomUUID } from 'node:crypto'
import { findPasswordLink } from '@identity-hub/core'
import type { ManagementClient } from '@identity-hub/client/management'
import { hash } from '@node-rs/argon2'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { defaultPasswordSettings } from '../../passwords/passwords.ts'
import { managementToken } from '../../testing/management-token.ts'
import { refusal } from '../../testing/refusal.ts'
import { startTestHub, TEST_USER, type TestHub } from '../../testing/start-test-hub.ts'
import { TestBrowser } from '../../testing/test-browser.ts'

const DAY = 86_400_000

let hub: TestHub
let desk: ManagementClient
let manager: ManagementClient
let clientId: string
beforeAll(async () => {
  hub = await startTestHub()
  desk = hub.management(await managementToken(hub, ['hub.users.read', 'hub.users.write']))
  manager = hub.management(
    await managementToken(hub, [
      'hub.users.read',
      'hub.users.write',
      'hub.policy.write',
      'hub.administrators.write',
      'hub.events.read',
    ]),
  )
  clientId = (await hub.createClient({ firstParty: true })).clientId
  for (const name of ['member', 'clerk']) await manager.createRole({ body: { name } })
})
afterAll(() => hub.close())

let made = 0
const newEmail = () => `user${(made += 1)}@example.org`
const newUser = async (rest: object = {}) =>
  (await manager.createUser({ body: { email: newEmail(), name: 'Grace', password: 'long enough', ...rest } })).body
const passwordOf = async (email: string) => {
  const found = await (await hub.storage()).findAccountByIdentifier(email)
  return found.outcome === 'found' ? found.passwordHash : 'nobody'
}
const lastEvent = async (userId: string) =>
  (await manager.listEvents({ query: { user_id: userId, limit: 1 } })).body.items[0]

async function signsIn(email: string, password: string): Promise<boolean> {
  const browser = new TestBrowser(hub)
  const page = await browser.authorize(clientId)
  const answer = await browser.submit(page, { username: email, password })
  return answer.headers.get('Location')?.includes('code=') ?? false
}

describe('a new user', () => {
  test('signs in with the password that they were given', async () => {
    const email = newEmail()
    const body = {
      email,
      name: ' Grace Hopper ',
      email_verified: true,
      password: 'nanoseconds',
      claims: { team: 'navy' },
    }
    const created = await desk.createUser({ body })
    expect(created.etag).toBe('"0"')
    expect(created.body).toMatchObject({ name: 'Grace Hopper', user_name: email, email, email_verified: true })
    expect(created.body).toMatchObject({ status: 'active', claims: { team: 'navy' }, roles: [] })
    expect(created.body).not.toHaveProperty('invitation')
    expect(await signsIn(email, 'nanoseconds')).toBe(true)
  })

  test('without a password gets a link for a week, of which only the hash is kept', async () => {
    const { body } = await desk.createUser({ body: { email: newEmail(), name: 'Grace' } })
    const { url = '', expires_at: expiresAt = '' } = body.invitation ?? {}
    const now = hub.administration.now()
    expect(Date.parse(expiresAt) - now).toBe(7 * DAY)
    expect(url).toMatch(/^http:\/\/localhost:\d+\/acme\/password\/pl_[0-9a-z]{26}_[\w-]{43}$/)
    expect(await passwordOf(body.user_name)).toBe(null)
    const value = url.split('/').at(-1) ?? ''
    const link = await findPasswordLink(await hub.storage(), value, { now })
    expect(link).toMatchObject({ outcome: 'open', purpose: 'invitation', account: { id: body.id } })
    const events = await manager.listEvents({ query: { user_id: body.id } })
    expect(events.body.items.map(({ type }) => type).toSorted()).toEqual([
      'account.created',
      'account.password_link_made',
    ])
    expect(JSON.stringify(events.body)).not.toContain(value)
  })

  test('brings a hash along from another server', async () => {
    const email = newEmail()
    const password_hash = await hash('from elsewhere', { memoryCost: 64, timeCost: 3, parallelism: 1 })
    await desk.createUser({ body: { email, name: 'Grace', password_hash } })
    expect(await signsIn(email, 'from elsewhere')).toBe(true)
  })

  test('is refused with everything that is wrong, and nothing is made', async () => {
    const email = 'nobody@'
    const password_hash = '$2b$12$R9h/cIPz0gi.URNNX3kh2OPST9/PgBkqquzi.Ss7KIUgO2t0jWMUW'
    const refused = await refusal(
      manager.createUser({
        body: { email, name: ' ', password_hash, claims: { 'hub.admin': 'yes' }, roles: ['member', 'hub.king'] },
      }),
    )
    expect(refused).toMatchObject({ status: 422, code: 'invalid_fields' })
    expect(refused.errors.map(({ pointer }) => pointer)).toEqual([
      '/email',
      '/name',
      '/password_hash',
      '/claims',
      '/roles/1',
    ])
    expect(JSON.stringify(refused)).not.toContain(password_hash)
    expect((await desk.listUsers({ query: { search: 'nobody' } })).body.items).toEqual([])
  })

  test('has a password or a hash, not both', async () => {
    const password_hash = await hash('from elsewhere', { memoryCost: 64, timeCost: 3, parallelism: 1 })
    const body = { email: newEmail(), name: 'Grace', password: 'long enough', password_hash }
    expect(await refusal(desk.createUser({ body }))).toMatchObject({ errors: [{ pointer: '/password_hash' }] })
  })

  test('has to wait when too many passwords wait to be hashed, and nothing is made', async () => {
    const { passwords } = hub.dependencies
    const { tenant } = await hub.storage()
    const { promise: held, resolve: release } = Promise.withResolvers<void>()
    const { mostPerTenant } = defaultPasswordSettings.gate
    const others = Array.from({ length: mostPerTenant }, (_, at) => passwords.gate(tenant.id, `${at}`, () => held))
    const email = newEmail()
    const token = await managementToken(hub, ['hub.users.write'])
    const response = await fetch(`${hub.origin}/acme/api/management/v1/users`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
      body: JSON.stringify({ email, name: 'Grace', password: 'long enough' }),
    })
    release()
    await Promise.all(others)
    expect(response.status).toBe(503)
    expect(Number(response.headers.get('Retry-After'))).toBeGreaterThan(0)
    expect(await passwordOf(email)).toBe('nobody')
  })

  test('is there once, however the address is spelled', async () => {
    const call = desk.createUser({ body: { email: TEST_USER.email.toUpperCase(), name: 'Grace' } })
    expect(await refusal(call)).toMatchObject({ status: 409, code: 'exists', errors: [{ pointer: '/email' }] })
  })

  test('is made once when the same is sent again, and the same link comes again', async () => {
    const call = { body: { email: newEmail(), name: 'Grace' }, idempotencyKey: randomUUID() }
    const first = await desk.createUser(call)
    const second = await desk.createUser(call)
    expect(second).toMatchObject({ body: first.body, etag: first.etag })
    expect(first.body.invitation).toBeDefined()
  })

  test('is not made again, nor told of, once they were erased', async () => {
    const call = { body: { email: newEmail(), name: 'Grace' }, idempotencyKey: randomUUID() }
    const { body } = await desk.createUser(call)
    await desk.eraseUser({ path: { user_id: body.id } })
    expect(await refusal(desk.createUser(call))).toMatchObject({ status: 409, code: 'not_allowed' })
    expect((await desk.listUsers({ query: { search: call.body.email } })).body.items).toEqual([])
  })

  test('starts with roles only when whoever asks may give them', async () => {
    const body = { email: newEmail(), name: 'Grace', roles: ['member'] }
    expect(await refusal(desk.createUser({ body }))).toMatchObject({ status: 403, code: 'insufficient_scope' })
    expect((await manager.createUser({ body })).body.roles).toEqual(['member'])
    const unknown = { ...body, email: newEmail(), roles: ['member', 'knight'] }
    const refused = await refusal(manager.createUser({ body: unknown }))
    expect(refused).toMatchObject({ status: 422, errors: [{ pointer: '/roles/1' }] })
  })

  test('becomes an administrator only by those who appoint administrators', async () => {
    const policy = hub.management(await managementToken(hub, ['hub.users.write', 'hub.policy.write']))
    const body = { email: newEmail(), name: 'Grace', roles: ['hub.service-desk'] }
    const refused = await refusal(policy.createUser({ body }))
    expect(refused).toMatchObject({ status: 403 })
    expect(refused.detail).toContain('hub.administrators.write')
    expect((await manager.createUser({ body })).body.roles).toEqual(['hub.service-desk'])
  })
})

describe('a change of a user', () => {
  test('names the state that it rests on', async () => {
    const { id } = await newUser()
    const path = { user_id: id }
    const { etag } = await desk.getUser({ path })
    const changed = await desk.updateUser({ path, ifMatch: etag ?? '', body: { name: 'Rear Admiral' } })
    expect(changed.body.name).toBe('Rear Admiral')
    expect(changed.etag).not.toBe(etag)
    const late = desk.updateUser({ path, ifMatch: etag ?? '', body: { name: 'Commodore' } })
    expect(await refusal(late)).toMatchObject({ status: 412, code: 'changed_meanwhile' })
    expect((await desk.getUser({ path })).body.name).toBe('Rear Admiral')
  })

  test('of the address is one of what they sign in with, and nobody has verified it', async () => {
    const { id, user_name: before } = await newUser({ email_verified: true })
    const email = newEmail()
    const { body } = await desk.updateUser({ path: { user_id: id }, ifMatch: '*', body: { email } })
    expect(body).toMatchObject({ email, user_name: email, email_verified: false })
    expect(await signsIn(email, 'long enough')).toBe(true)
    expect(await signsIn(before, 'long enough')).toBe(false)
  })

  test('is done as a whole or not at all', async () => {
    const { id } = await newUser({ claims: { team: 'navy' } })
    const body = { name: 'Other', email: TEST_USER.email, claims: { team: 'army' } }
    const refused = await refusal(desk.updateUser({ path: { user_id: id }, ifMatch: '*', body }))
    expect(refused).toMatchObject({ status: 409, code: 'exists', errors: [{ pointer: '/email' }] })
    expect((await desk.getUser({ path: { user_id: id } })).body).toMatchObject({
      name: 'Grace',
      claims: { team: 'navy' },
    })
  })

  test('is an event that names the members, with the values apart from it', async () => {
    const { id } = await newUser({ claims: { team: 'navy', rank: 'captain' } })
    const body = { name: 'Amazing Grace', claims: { team: 'navy', ship: 'Constitution' } }
    const { requestId = '' } = await desk.updateUser({ path: { user_id: id }, ifMatch: '*', body })
    const { items } = (await manager.listEvents({ query: { request_id: requestId } })).body
    const byType = Object.fromEntries(items.map((event) => [event.type, event]))
    expect(byType['account.changed']).toMatchObject({
      user_id: id,
      data: { changed: ['name'] },
      personal: { before: { name: 'Grace' }, after: { name: 'Amazing Grace' } },
    })
    expect(byType['account.claims_changed']).toMatchObject({
      data: { changed: ['rank', 'ship'] },
      personal: { before: { rank: 'captain' }, after: { ship: 'Constitution' } },
    })
    const auditor = hub.management(await managementToken(hub, ['hub.events.read']))
    const seen = await auditor.listEvents({ query: { request_id: requestId } })
    expect(seen.body.items).toHaveLength(2)
    expect(JSON.stringify(seen.body)).not.toContain('Grace')
  })

  test('to what they are already is none', async () => {
    const { id } = await newUser()
    const { etag } = await desk.getUser({ path: { user_id: id } })
    const same = await desk.updateUser({ path: { user_id: id }, ifMatch: '*', body: { name: 'Grace', claims: {} } })
    expect(same.etag).toBe(etag)
    expect(await lastEvent(id)).toMatchObject({ type: 'account.created' })
  })
})

describe('a list of users', () => {
  test('is searched by the beginning of a name, and goes on where the page before ended', async () => {
    for (const name of ['Zoë One', 'Zoë Two', 'Zoë Three']) await newUser({ name })
    const query = { search: 'zoë', limit: 2 }
    const first = (await desk.listUsers({ query })).body
    const cursor = first.next_cursor ?? ''
    const second = (await desk.listUsers({ query: { ...query, cursor } })).body
    expect([...first.items, ...second.items].map(({ name }) => name)).toEqual(['Zoë One', 'Zoë Three', 'Zoë Two'])
    const elsewhere = desk.listUsers({ query: { search: 'z', cursor } })
    expect(await refusal(elsewhere)).toMatchObject({ status: 400, code: 'invalid_request' })
  })

  test('is one of those who have a role, or a status', async () => {
    const { id } = await newUser({ roles: ['clerk'] })
    expect((await desk.listUsers({ query: { role: 'clerk' } })).body.items.map((user) => user.id)).toEqual([id])
    await desk.blockUser({ path: { user_id: id } })
    expect((await desk.listUsers({ query: { status: 'blocked' } })).body.items).toMatchObject([{ id }])
  })
})
