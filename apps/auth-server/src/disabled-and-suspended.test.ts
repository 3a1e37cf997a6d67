import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { switchClient } from './administration/change-client-status.ts'
import { changeTenantStatus } from './administration/change-tenant-status.ts'
import { createTenant } from './administration/create-tenant.ts'
import { startTestHub, type TestHub } from './testing/start-test-hub.ts'
import { exchange, identityStatus, requestToken, TestBrowser, type TestClient } from './testing/test-browser.ts'

const REFUSED_CLIENT = { status: 401, error: 'invalid_client' }
const tenant = 'acme'

let hub: TestHub
beforeAll(async () => {
  hub = await startTestHub()
})
afterAll(() => hub.close())

const register = () =>
  hub.createClient({ firstParty: true, grantTypes: ['authorization_code', 'refresh_token', 'client_credentials'] })

const askForItself = (client: TestClient) => requestToken(hub, client, { grant_type: 'client_credentials' })

const changeClient = async (client: TestClient, change: 'disable' | 'enable') =>
  switchClient(hub.administration, await hub.storage(), { clientId: client.clientId, change })

const changeTenant = (change: 'suspend' | 'resume') => changeTenantStatus(hub.administration, { slug: tenant, change })

async function expectToWork(client: TestClient): Promise<void> {
  expect(await askForItself(client)).toMatchObject({ status: 200 })
  const tokens = await exchange(hub, client, await new TestBrowser(hub).obtainCode(client.clientId))
  expect(await identityStatus(hub, tokens.access_token)).toBe(200)
}

describe('a client that was disabled', () => {
  test('CC-05: gets nothing new until it is enabled again', async () => {
    const client = await register()
    expect(await changeClient(client, 'disable')).toMatchObject({ ok: true, value: { changed: true } })
    expect(await askForItself(client)).toMatchObject(REFUSED_CLIENT)
    // No redirect to somebody who may not be trusted any longer.
    expect(await new TestBrowser(hub).authorize(client.clientId)).toBe('status 400')
    await changeClient(client, 'enable')
    await expectToWork(client)
  })

  test('is told nothing that an unknown client is not told', async () => {
    const client = await register()
    const nobody = { clientId: 'nobody', clientSecret: client.clientSecret }
    await changeClient(client, 'disable')
    expect(await askForItself(client)).toEqual(await askForItself(nobody))
  })

  test('gets no code for a sign-in that was begun before', async () => {
    const client = await hub.createClient({ firstParty: true })
    const browser = new TestBrowser(hub)
    const page = await browser.authorize(client.clientId)
    await changeClient(client, 'disable')
    const answer = await browser.signIn(page)
    expect(answer.headers.get('Location') ?? '').not.toContain('code=')
    expect(answer.status).toBeLessThan(500)
  })
})

describe('a tenant that was suspended', () => {
  const DIFFERENT = new Set(['x-request-id', 'date', 'set-cookie'])

  /** Everything but what differs between any two answers, with the tenant's name taken out. */
  async function look(slug: string, path: string, init: RequestInit = {}) {
    const answer = await fetch(`${hub.origin}${path.replace('{tenant}', slug)}`, { redirect: 'manual', ...init })
    const text = (await answer.text()).replaceAll(/[0-9a-z]{26}/g, 'id').replaceAll(slug, 'slug')
    const headers = [...answer.headers].filter(([name]) => !DIFFERENT.has(name) && name !== 'content-length')
    return { status: answer.status, headers, text }
  }

  const body = new URLSearchParams({ grant_type: 'client_credentials', client_id: 'a', client_secret: 'b' })
  const places: [string, string, RequestInit?][] = [
    ['its metadata', '/.well-known/oauth-authorization-server/{tenant}'],
    ['its authorization endpoint', '/{tenant}/oauth2/v1/auth?client_id=a&response_type=code'],
    ['its token endpoint', '/{tenant}/oauth2/v1/token', { method: 'POST', body }],
    ['its API', '/{tenant}/api/identity/v1', { headers: { Authorization: 'Bearer at_x' } }],
    ['its sign-in page', '/{tenant}/interaction/01m325k4y0w184ndrcacz3r6x5/sign-in'],
    ['its sign-out page', '/{tenant}/sign-out'],
    ['its password page', '/{tenant}/change-password'],
  ]

  test.each(places)('TEN-08: cannot be told from one that never was, at %s', async (_place, path, init) => {
    await createTenant(hub.administration, { slug: 'left-1', name: 'Left' })
    await changeTenantStatus(hub.administration, { slug: 'left-1', change: 'suspend' })
    const gone = await look('left-1', path, init)
    expect(gone.status).toBe(404)
    expect(gone).toEqual(await look('left-2', path, init))
  })

  test('TEN-08: opens no page and gives nothing until it was resumed', async () => {
    const client = await register()
    const browser = new TestBrowser(hub)
    const page = await browser.authorize(client.clientId)
    expect(await changeTenant('suspend')).toMatchObject({ ok: true, value: { changed: true } })
    expect(await askForItself(client)).toMatchObject({ status: 404 })
    expect(await browser.authorize(client.clientId)).toBe('status 404')
    expect((await browser.request(page)).status).toBe(404)
    await changeTenant('resume')
    await expectToWork(client)
  })
})
