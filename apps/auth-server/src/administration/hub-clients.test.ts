import { HUB_ROLES, HUB_TENANT, hashClientSecret, type Client } from '@identity-hub/core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestHub, type TestHub } from '../testing/start-test-hub.ts'
import { createClient } from './create-client.ts'
import { createTenant } from './create-tenant.ts'
import { ensureHubTenant } from './ensure-hub-tenant.ts'
import { findTenant } from './find-tenant.ts'
import { ADMIN_CLIENT, CLI_CLIENT, copyHubClientsEverywhere } from './hub-clients.ts'
import { rotateClientSecret } from './rotate-client-secret.ts'
import { createUser } from './users/create-user.ts'

const CALLBACK = 'http://localhost:4200/callback'

let hub: TestHub
let firstSecret: string | null
beforeAll(async () => {
  hub = await startTestHub()
  await ensureHubTenant(hub.administration)
  firstSecret = await registerPages(HUB_TENANT, CALLBACK)
})
afterAll(() => hub.close())

async function registerPages(tenant: string, redirectUri: string): Promise<string | null> {
  const made = await createClient(hub.administration, {
    tenant,
    clientId: ADMIN_CLIENT,
    name: 'Administration',
    type: 'confidential',
    redirectUris: [redirectUri],
    scopes: [{ name: 'hub.users.read', description: null }],
  })
  if (!made.ok) throw new Error(made.problem)
  return made.value.issuedSecret
}

async function storageOf(slug: string) {
  const found = await findTenant(hub.administration, slug)
  if (!found.ok) throw new Error(found.problem)
  return found.value
}

async function clientOf(slug: string, clientId = ADMIN_CLIENT): Promise<Client | null> {
  const found = await (await storageOf(slug)).findClient(clientId)
  return found.outcome === 'found' ? found.client : null
}

const hashesOf = (client: Client | null) => client?.secrets.map(({ secretHash }) => secretHash).toSorted()
const endsOf = (client: Client | null) => client?.secrets.map(({ expiresAt }) => expiresAt).toSorted()
const rotate = async () => {
  const input = { tenant: HUB_TENANT, clientId: ADMIN_CLIENT, endPreviousNow: false }
  const rotated = await rotateClientSecret(hub.administration, input)
  if (!rotated.ok) throw new Error(rotated.problem)
  return rotated.value.issuedSecret
}

async function rotationTold(slug: string) {
  const page = { after: null, limit: 1, filter: { types: ['client.secret_rotated'] } } as const
  return (await (await storageOf(slug)).listEvents(page)).rows
}

test('a tenant that is made has the clients that administrators sign in with', async () => {
  await createTenant(hub.administration, { slug: 'beta', name: 'Beta' })
  const original = await clientOf(HUB_TENANT)
  const copy = await clientOf('beta')
  expect(copy).toMatchObject({ redirectUris: [CALLBACK], scopes: original?.scopes })
  expect(hashesOf(copy)).toEqual([hashClientSecret(firstSecret ?? '')])
  expect(copy?.id).not.toBe(original?.id)
  expect(await clientOf('beta', CLI_CLIENT)).toMatchObject({ type: 'native' })
})

test('a tenant from before gets them with its first administrator, and not with anybody else', async () => {
  const acme = await storageOf('acme')
  const person = { name: 'Grace', password: 'correct horse battery' }
  await createUser(hub.administration, acme, { ...person, email: 'grace@acme.example' })
  expect(await clientOf('acme')).toBeNull()
  const roles = [HUB_ROLES.tenantAdministrator]
  await createUser(hub.administration, acme, { ...person, email: 'joan@acme.example', roles })
  expect(await clientOf('acme')).toMatchObject({ redirectUris: [CALLBACK] })
})

test('a new secret reaches the copies, where the old one ends at the same time', async () => {
  const secret = await rotate()
  for (const slug of ['acme', 'beta']) {
    const copy = await clientOf(slug)
    expect(hashesOf(copy)).toEqual(hashesOf(await clientOf(HUB_TENANT)))
    expect(hashesOf(copy)).toContain(hashClientSecret(secret))
    expect(endsOf(copy)).toEqual(endsOf(await clientOf(HUB_TENANT)))
  }
  const before = await clientOf('beta')
  await copyHubClientsEverywhere(hub.administration)
  expect(await clientOf('beta')).toEqual(before)
})

test('the events of a copy tell who is of the hub, and no more of an address than the tenant keeps', async () => {
  await createTenant(hub.administration, { slug: 'gamma', name: 'Gamma', truncateAddresses: true })
  hub.advance(1)
  const above = { ...hub.administration, actor: 'client:root', source: '203.0.113.9' }
  await rotateClientSecret(above, { tenant: HUB_TENANT, clientId: ADMIN_CLIENT, endPreviousNow: false })
  expect(await rotationTold(HUB_TENANT)).toMatchObject([{ actor: 'client:root', source: '203.0.113.9' }])
  expect(await rotationTold('beta')).toMatchObject([{ actor: 'hub:client:root', source: '203.0.113.9' }])
  expect(await rotationTold('gamma')).toMatchObject([{ actor: 'hub:client:root', source: '203.0.113.0/24' }])
})

test("a tenant's own client of that name is left alone", async () => {
  const found = await storageOf('acme')
  await found.changeClient({
    clientId: ADMIN_CLIENT,
    change: { kind: 'update', settings: { redirectUris: ['http://localhost:5000/callback'] } },
    expectedRevision: null,
    now: hub.administration.now(),
  })
  const before = hashesOf(await clientOf('acme'))
  const secret = await rotate()
  expect(hashesOf(await clientOf('acme'))).toEqual(before)
  expect(hashesOf(await clientOf('beta'))).toContain(hashClientSecret(secret))
})
