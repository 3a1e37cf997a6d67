import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { changeClientStatus } from './administration/change-client-status.ts'
import { changeTenantStatus } from './administration/change-tenant-status.ts'
import { createTenant } from './administration/create-tenant.ts'
import { withdrawConsent } from './administration/withdraw-consent.ts'
import { startTestHub, TEST_USER, type TestHub } from './testing/start-test-hub.ts'
import {
  exchange,
  identityStatus,
  refresh,
  requestToken,
  TestBrowser,
  type TestClient,
} from './testing/test-browser.ts'

const REFUSED_CLIENT = { status: 401, error: 'invalid_client' }
const REFUSED_GRANT = { status: 400, error: 'invalid_grant' }
const tenant = 'acme'

let hub: TestHub
beforeAll(async () => {
  hub = await startTestHub()
})
afterAll(() => hub.close())

/** A client with everything that one can hold: tokens of a person and of its own, an unused code, a session. */
async function furnish() {
  const grantTypes = ['authorization_code', 'refresh_token', 'client_credentials'] as const
  const client = await hub.createClient({ firstParty: true, grantTypes })
  const browser = new TestBrowser(hub)
  const tokens = await exchange(hub, client, await browser.obtainCode(client.clientId))
  const code = await browser.obtainCode(client.clientId)
  const own = await askForItself(client)
  expect(own.status).toBe(200)
  expect(await identityStatus(hub, own.access_token)).toBe(403)
  return { client, browser, tokens, code, own }
}

const askForItself = (client: TestClient) => requestToken(hub, client, { grant_type: 'client_credentials' })

const changeClient = (client: TestClient, change: 'disable' | 'enable') =>
  changeClientStatus(hub.administration, { tenant, clientId: client.clientId, change })

const changeTenant = (change: 'suspend' | 'resume') => changeTenantStatus(hub.administration, { slug: tenant, change })

describe('a client that was disabled', () => {
  test('CC-05, RT-11: gets nothing and what it holds is dead, also after it was enabled again', async () => {
    const { client, browser, tokens, code, own } = await furnish()
    const other = await furnish()
    expect(await changeClient(client, 'disable')).toMatchObject({ ok: true, value: { changed: true } })
    expect(await askForItself(client)).toMatchObject(REFUSED_CLIENT)
    expect(await refresh(hub, client, tokens.refresh_token)).toMatchObject(REFUSED_CLIENT)
    expect(await exchange(hub, client, code)).toMatchObject(REFUSED_CLIENT)
    expect(await identityStatus(hub, tokens.access_token)).toBe(401)
    expect(await identityStatus(hub, own.access_token)).toBe(401)
    // No redirect to somebody who may not be trusted any longer.
    expect(await browser.authorize(client.clientId)).toBe('status 400')

    await changeClient(client, 'enable')
    expect(await refresh(hub, client, tokens.refresh_token)).toMatchObject(REFUSED_GRANT)
    expect(await exchange(hub, client, code)).toMatchObject(REFUSED_GRANT)
    expect(await identityStatus(hub, tokens.access_token)).toBe(401)
    expect(await identityStatus(hub, own.access_token)).toBe(401)
    expect(await askForItself(client)).toMatchObject({ status: 200 })
    expect(await exchange(hub, client, await browser.obtainCode(client.clientId))).toMatchObject({ status: 200 })
    expect(await identityStatus(hub, other.tokens.access_token), "another client's").toBe(200)
  })

  test('is told nothing that an unknown client is not told', async () => {
    const { client } = await furnish()
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

  test('TEN-08: has no live token, code or session, neither then nor after it was resumed', async () => {
    const { client, browser, tokens, code, own } = await furnish()
    const page = await new TestBrowser(hub).authorize(client.clientId)
    expect(await changeTenant('suspend')).toMatchObject({ ok: true, value: { changed: true } })
    for (const { status } of await Promise.all([
      refresh(hub, client, tokens.refresh_token),
      exchange(hub, client, code),
      askForItself(client),
    ]))
      expect(status).toBe(404)
    for (const token of [tokens.access_token, own.access_token]) expect(await identityStatus(hub, token)).toBe(404)
    expect(await browser.authorize(client.clientId)).toBe('status 404')
    expect((await browser.request(page)).status).toBe(404)

    await changeTenant('resume')
    expect(await refresh(hub, client, tokens.refresh_token)).toMatchObject(REFUSED_GRANT)
    expect(await exchange(hub, client, code)).toMatchObject(REFUSED_GRANT)
    for (const token of [tokens.access_token, own.access_token]) expect(await identityStatus(hub, token)).toBe(401)
    expect(await browser.authorize(client.clientId)).toContain('/sign-in')
    expect(await askForItself(client)).toMatchObject({ status: 200 })
    const again = await exchange(hub, client, await browser.obtainCode(client.clientId))
    expect(await identityStatus(hub, again.access_token)).toBe(200)
  })
})

test('CONS-04: a consent that was withdrawn ends the tokens that rest on it, and has to be given again', async () => {
  const client = await hub.createClient()
  const browser = new TestBrowser(hub)
  const consentTo = async (): Promise<string> => {
    let location = await browser.authorize(client.clientId)
    if (location.endsWith('/sign-in')) location = (await browser.signIn(location)).headers.get('Location') ?? ''
    expect(location).toMatch(/\/consent$/)
    const answer = await browser.submit(location, { decision: 'allow' })
    return new URL(answer.headers.get('Location') ?? '').searchParams.get('code') ?? ''
  }
  const tokens = await exchange(hub, client, await consentTo())
  // Remembered: no page.
  const unused = await browser.obtainCode(client.clientId)
  const withdrawn = await withdrawConsent(hub.administration, { tenant, email: TEST_USER.email, ...client })
  expect(withdrawn).toMatchObject({ ok: true, value: { changed: true, endedGrants: 2 } })
  expect(await identityStatus(hub, tokens.access_token)).toBe(401)
  expect(await refresh(hub, client, tokens.refresh_token)).toMatchObject(REFUSED_GRANT)
  expect(await exchange(hub, client, unused)).toMatchObject(REFUSED_GRANT)
  const again = await exchange(hub, client, await consentTo())
  expect(await identityStatus(hub, again.access_token)).toBe(200)
})
