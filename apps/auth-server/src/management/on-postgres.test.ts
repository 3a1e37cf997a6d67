import type { ManagementClient } from '@identity-hub/client/management'
import {
  describeEvent,
  describeRefusal,
  findExplanation,
  HUB_ROLES,
  HUB_TENANT,
  newId,
  randomBytes,
} from '@identity-hub/core'
import { makeDatabase, startPostgres } from '@identity-hub/storage/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ensureHubTenant } from '../administration/ensure-hub-tenant.ts'
import { managementToken } from '../testing/management-token.ts'
import { refusal } from '../testing/refusal.ts'
import { REDIRECT_URI, startTestHub, type TestHub } from '../testing/start-test-hub.ts'

let end: () => Promise<void>
let hub: TestHub
let manager: ManagementClient
let above: ManagementClient
beforeAll(async () => {
  const server = await startPostgres()
  const database = await makeDatabase(server)
  hub = await startTestHub(undefined, database.url)
  end = async () => {
    await hub.close()
    await database.remove()
    await server.stop()
  }
  await ensureHubTenant(hub.administration)
  manager = hub.management(
    await managementToken(hub, ['hub.clients.read', 'hub.clients.write', 'hub.policy.read', 'hub.policy.write']),
  )
  above = hub.management(await managementToken(hub, ['hub.tenants.read', 'hub.tenants.write'], HUB_TENANT), HUB_TENANT)
})
afterAll(() => end())

test('a tenant is made with its settings once, in 8 requests with one key at the same time', async () => {
  const body = { slug: 'beta', name: 'Beta', rights_change: 'any', truncate_addresses: true } as const
  const input = { body, idempotencyKey: 'once' }
  const answers = await Promise.all(Array.from({ length: 8 }, () => above.createTenant(input)))
  expect(new Set(answers.map((answer) => JSON.stringify(answer.body))).size).toBe(1)
  expect(await above.getTenant({ path: { slug: 'beta' } })).toMatchObject({ body, etag: answers[0]?.etag })
  expect(await refusal(above.createTenant({ body }))).toMatchObject({ status: 409, code: 'exists' })
  const listed = await above.listTenants({ query: { limit: 2 } })
  expect(listed.body.items.map(({ slug }) => slug)).toEqual(['acme', 'beta'])
  const rest = await above.listTenants({ query: { limit: 2, cursor: listed.body.next_cursor ?? '' } })
  expect(rest.body).toMatchObject({ items: [{ slug: 'hub' }], next_cursor: null })
})

test('of 8 changes that rest on one state, one is made', async () => {
  const { body, etag } = await manager.createClient({
    body: { name: 'Timeline', type: 'confidential', redirect_uris: [REDIRECT_URI], scopes: [{ name: 'profile' }] },
  })
  const path = { client_id: body.client_id }
  const changes = Array.from({ length: 8 }, (_, index) =>
    manager.updateClient({ path, ifMatch: etag ?? '', body: { name: `Timeline ${index}` } }),
  )
  const settled = await Promise.allSettled(changes)
  expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  const anyway = Array.from({ length: 4 }, (_, index) =>
    manager.updateClient({ path, ifMatch: '*', body: { name: `Timeline ${index}` } }),
  )
  expect((await Promise.all(anyway)).map((answer) => answer.body.client_id)).toEqual(Array(4).fill(body.client_id))
  const { rows } = await (
    await hub.storage()
  ).listEvents({ after: null, limit: 50, filter: { types: ['client.changed'] } })
  const [first] = rows.filter(({ data }) => 'before' in data && JSON.stringify(data.before) === '{"name":"Timeline"}')
  expect(first).toBeDefined()

  hub.advance(1)
  const rotated = await manager.rotateClientSecret({ path, idempotencyKey: 'again' })
  expect((await manager.rotateClientSecret({ path, idempotencyKey: 'again' })).body).toEqual(rotated.body)
  expect((await manager.listClientSecrets({ path })).body.items).toHaveLength(2)
})

test('scopes and roles go their way', async () => {
  await manager.createRole({ body: { name: 'member' } })
  const made = await manager.createScope({
    body: { name: 'timeline:read', description: { nl: 'Lezen', en: 'Read' }, required_roles: ['member'] },
  })
  const path = { scope: 'timeline:read' }
  const same = await manager.updateScope({ path, ifMatch: '*', body: { description: { en: 'Read', nl: 'Lezen' } } })
  expect(same).toMatchObject({ body: made.body, etag: made.etag })
  expect(await refusal(manager.deleteRole({ path: { role: 'member' } }))).toMatchObject({ status: 409 })
  await manager.deleteScope({ path })
  await manager.deleteRole({ path: { role: 'member' } })
  expect((await manager.listRoles()).body.items.map(({ name }) => name)).toEqual([
    HUB_ROLES.readOnly,
    HUB_ROLES.serviceDesk,
    HUB_ROLES.tenantAdministrator,
  ])
})

test('a form that is wrong is explained by its parameter, and a grant that lost a role by who took it away', async () => {
  const storage = await hub.storage()
  const explain = async (requestId: string) => (await findExplanation(storage, requestId)).explanation
  const form = new URLSearchParams({ grant_type: 'authorization_code', client_id: 'shop' })
  const wrong = await fetch(`${hub.origin}/acme/oauth2/v1/token`, { method: 'POST', body: form })
  const requestId = wrong.headers.get('X-Request-Id') ?? ''
  await expect.poll(async () => (await explain(requestId)).reason, { timeout: 5_000 }).toBe('parameter_missing')
  expect((await explain(requestId)).sentence).toMatch(/^The request of the client shop lacks the parameter code /)

  const now = hub.administration.now()
  const subjects = { subject: newId(now, randomBytes), grantId: newId(now, randomBytes) }
  const at = (seconds: number) => {
    const instant = now + seconds * 1000
    return { now: instant, random: randomBytes, requestId: newId(instant, randomBytes), source: null }
  }
  const [taken, refused] = [at(1), at(600)]
  await storage.recordEvents({
    events: [
      describeEvent(taken, 'role.removed', { role: 'analyst' }, { actor: 'grace', subject: subjects.subject }),
      describeEvent(at(2), 'role.removed', { role: 'other' }, { actor: 'alan', subject: subjects.subject }),
      describeRefusal(refused, 'grant.revoked', 'rights_changed', { requiredRole: 'analyst' }, subjects),
      describeRefusal(refused, 'token.refused', 'rights_changed', {}, subjects),
      // Given again and taken away again, after the grant had ended.
      describeEvent(at(900), 'role.removed', { role: 'analyst' }, { actor: 'alan', subject: subjects.subject }),
    ],
  })
  expect((await explain(refused.requestId)).sentence).toContain(` by the user grace, in request ${taken.requestId}.`)
})
