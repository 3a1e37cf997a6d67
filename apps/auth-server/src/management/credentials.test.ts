import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { HUB_ROLES, type HubScope } from '@identity-hub/core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createAdministrator } from '../administration/create-administrator.ts'
import { createClient } from '../administration/create-client.ts'
import { createTenant } from '../administration/create-tenant.ts'
import { ensureHubTenant } from '../administration/ensure-hub-tenant.ts'
import { changeTenantStatus } from '../administration/change-tenant-status.ts'
import { createApp } from '../app.ts'
import { managementToken } from '../testing/management-token.ts'
import { REDIRECT_URI, startTestHub, type TestHub } from '../testing/start-test-hub.ts'
import { TestBrowser, VERIFIER } from '../testing/test-browser.ts'
import { authenticateAsOperator } from './authenticate.ts'
import type { ManagementOptions } from './create-management-router.ts'
import { RequestRates } from './rate-limit.ts'

let hub: TestHub
let tokens: Record<'acme' | 'beta' | 'hub', string>
beforeAll(async () => {
  hub = await startTestHub()
  await ensureHubTenant(hub.administration)
  await createTenant(hub.administration, { slug: 'beta', name: 'Beta' })
  tokens = {
    acme: await managementToken(hub, ['hub.policy.read', 'hub.events.read']),
    beta: await managementToken(hub, ['hub.policy.read'], 'beta'),
    hub: await managementToken(hub, ['hub.policy.read', 'hub.tenants.read'], 'hub'),
  }
})
afterAll(() => hub.close())

const ask = (path: string, token: string | null, method = 'GET') =>
  fetch(`${hub.origin}${path}`, { method, headers: token === null ? {} : { Authorization: `Bearer ${token}` } })
const SETTINGS = '/acme/api/management/v1/settings'

/** What an answer says, without what differs from one request to the next. */
async function essence(response: Response) {
  const { request_id: requestId, ...body } = (await response.json()) as Record<string, unknown>
  expect(requestId).toBe(response.headers.get('X-Request-Id'))
  return {
    status: response.status,
    challenge: response.headers.get('WWW-Authenticate'),
    cache: response.headers.get('Cache-Control'),
    type: response.headers.get('Content-Type'),
    body,
  }
}

const told: { readonly requestId: string; readonly event: object }[] = []

/** What is to be found, in the end, about a request that was refused: such events are written by and by. */
function tells(response: Response, event: object): void {
  told.push({ requestId: response.headers.get('X-Request-Id') ?? '', event })
}

/** As a person who signs in gets it. */
async function userToken(tenant: string, role: string, scopes: readonly HubScope[]): Promise<string> {
  const person = {
    email: `${role}@${tenant}.example`,
    password: 'correct horse battery',
    name: `Somebody of ${tenant}`,
  }
  const made = await createAdministrator(hub.administration, { tenant, ...person })
  if (!made.ok) throw new Error(made.problem)
  const created = await createClient(hub.administration, {
    tenant,
    name: 'Pages',
    type: 'public',
    firstParty: true,
    redirectUris: [REDIRECT_URI],
    scopes: scopes.map((name) => ({ name, description: null })),
  })
  if (!created.ok) throw new Error(created.problem)
  const { clientId } = created.value.client
  const browser = new TestBrowser(hub, { tenant })
  const page = await browser.authorize(clientId, { scope: scopes.join(' ') })
  const answer = await browser.submit(page, { username: person.email, password: person.password })
  const code = new URL(answer.headers.get('Location') ?? '').searchParams.get('code') ?? ''
  const response = await fetch(`${hub.origin}/${tenant}/oauth2/v1/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      client_id: clientId,
      code,
      redirect_uri: REDIRECT_URI,
      code_verifier: VERIFIER,
    }),
  })
  return ((await response.json()) as { access_token: string }).access_token
}

describe('an access token', () => {
  test('is asked for with the plain challenge when there is none', async () => {
    expect(await essence(await ask(SETTINGS, null))).toMatchObject({
      status: 401,
      challenge: 'Bearer realm="acme"',
      cache: 'no-store',
      type: 'application/problem+json',
      body: { type: '/acme/errors/invalid_token', code: 'invalid_token', title: 'Unauthorized', status: 401 },
    })
  })

  test('of another tenant is answered exactly as one that nobody knows', async () => {
    const unknown = await essence(
      await ask(SETTINGS, 'at_01kb3m7qg8x0v4c2t9rj5hzd6e_8Qm0Yb1zJw5v3Xc7Rk2Tt9Np4Ls6Hf0Gd1Ea8Ub5oIy'),
    )
    expect(unknown).toMatchObject({ status: 401, challenge: 'Bearer realm="acme", error="invalid_token"' })
    expect(await essence(await ask(SETTINGS, 'nonsense'))).toEqual(unknown)
    const foreign = await ask(SETTINGS, tokens.beta)
    expect(await essence(foreign)).toEqual(unknown)
    tells(foreign, { reason: 'token_unknown', data: { operation: 'getSettings' }, actor: null })
  })

  test('of a tenant does not open the tenant hub, also where the tenants are', async () => {
    expect((await ask('/hub/api/management/v1/settings', tokens.acme)).status).toBe(401)
    expect((await ask('/hub/api/management/v1/tenants', tokens.acme)).status).toBe(401)
    expect((await ask('/hub/api/management/v1/tenants', tokens.hub)).status).toBe(200)
  })

  test('of the tenant hub opens every tenant, and tells who asks', async () => {
    const answer = await hub.management(tokens.hub, 'beta').getPrincipal()
    expect(answer.body).toMatchObject({
      tenant: 'hub',
      kind: 'client',
      name: 'Administration',
      scopes: expect.arrayContaining(['hub.policy.read', 'hub.tenants.read']),
    })
  })

  test('that has expired is refused, and the reason is told to the operator alone', async () => {
    const token = await managementToken(hub, ['hub.policy.read'])
    hub.advance(3_601)
    const answer = await ask(SETTINGS, token)
    hub.advance(-3_601)
    expect(await essence(answer)).toMatchObject({
      status: 401,
      body: { detail: 'The access token is invalid, expired or revoked.' },
    })
    tells(answer, { reason: 'token_expired' })
  })

  test('without the scope of an operation is told which one it lacks', async () => {
    const answer = await ask('/acme/api/management/v1/clients', tokens.acme)
    expect(await essence(answer)).toMatchObject({
      status: 403,
      challenge: 'Bearer realm="acme", error="insufficient_scope", scope="hub.clients.read"',
      body: { code: 'insufficient_scope', detail: 'This needs the scope hub.clients.read.' },
    })
    tells(answer, {
      reason: 'scope_insufficient',
      actor: expect.stringMatching(/^client:c_/),
      data: { operation: 'listClients' },
    })
  })

  test('counts in the Authorization header alone', async () => {
    expect((await ask(`${SETTINGS}?access_token=${tokens.acme}`, null)).status).toBe(401)
    expect((await ask(SETTINGS, `${tokens.acme} ${tokens.acme}`)).status).toBe(401)
  })
})

describe('a person who signs in', () => {
  test('has what their roles give, as long as they have them', async () => {
    const token = await userToken('acme', HUB_ROLES.tenantAdministrator, ['hub.policy.read', 'hub.users.read'])
    const { body } = await hub.management(token).getPrincipal()
    expect(body).toMatchObject({ tenant: 'acme', kind: 'user', name: 'Somebody of acme' })
    expect(body.scopes.toSorted()).toEqual(['hub.policy.read', 'hub.users.read'])

    const opened = await hub.storage()
    await opened.removeRole({ accountId: body.id, role: HUB_ROLES.tenantAdministrator, now: hub.administration.now() })
    const refused = await ask(SETTINGS, token)
    expect(refused.status).toBe(401)
    tells(refused, { reason: 'rights_changed', subject: body.id })
  })

  test('of the tenant hub is told apart in the events of another tenant', async () => {
    const token = await userToken('hub', HUB_ROLES.administrator, ['hub.policy.write', 'hub.policy.read'])
    const client = hub.management(token)
    const { id } = (await client.getPrincipal()).body
    await client.createRole({ body: { name: 'made from above' } })
    const { rows } = await (
      await hub.storage()
    ).listEvents({ after: null, limit: 1, filter: { types: ['role.created'] } })
    expect(rows).toMatchObject([{ type: 'role.created', actor: `hub:${id}`, data: { role: 'made from above' } }])
  })
})

describe('a path', () => {
  test('of an unknown tenant and of a suspended one are answered alike, also to hub administrators', async () => {
    await createTenant(hub.administration, { slug: 'gone', name: 'Gone' })
    await changeTenantStatus(hub.administration, { slug: 'gone', change: 'suspend' })
    const [suspended, unknown] = await Promise.all(
      ['gone', 'none'].map(async (slug) => essence(await ask(`/${slug}/api/management/v1/settings`, tokens.hub))),
    )
    expect(suspended?.status).toBe(404)
    expect(unknown).toEqual({ ...suspended, body: { ...suspended?.body, type: '/none/errors/not_found' } })
    expect((await ask('/hub/api/management/v1/tenants/gone', tokens.hub)).status).toBe(200)
  })

  test('that leads nowhere is a problem, too', async () => {
    for (const path of ['', '/', '/v1/nothing', '/v1/tenants', '/v2/settings'])
      expect(await essence(await ask(`/acme/api/management${path}`, tokens.acme))).toMatchObject({
        status: 404,
        type: 'application/problem+json',
        cache: 'no-store',
        body: { code: 'not_found' },
      })
  })

  test('takes the methods that it takes', async () => {
    const answer = await ask(SETTINGS, tokens.acme, 'DELETE')
    expect(answer.headers.get('Allow')).toContain('PATCH')
    expect(await essence(answer)).toMatchObject({ status: 405, body: { code: 'method_not_allowed' } })
  })
})

test('each refusal is told to the operator with its reason', async () => {
  const storage = await hub.storage()
  const types = ['management.refused'] as const
  const find = (requestId: string) => storage.listEvents({ after: null, limit: 1, filter: { requestId, types } })
  for (const { requestId, event } of told)
    await expect
      .poll(async () => (await find(requestId)).rows[0], { timeout: 5_000 })
      .toMatchObject({ outcome: 'refused', ...event })
  expect(told).toHaveLength(4)
})

/** Asks another app over the same hub. */
async function withApp(options: ManagementOptions, use: (get: (token: string) => Promise<Response>) => Promise<void>) {
  const handle = createApp(hub.dependencies, options).callback()
  const server = createServer((request, response) => void handle(request, response)).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo // A TCP server that listens has one.
  try {
    await use((token) =>
      fetch(`http://127.0.0.1:${port}${SETTINGS}`, { headers: { Authorization: `Bearer ${token}` } }),
    )
  } finally {
    server.closeAllConnections()
    server.close()
    await once(server, 'close')
  }
}

test('whoever asks too much waits, and nobody else does', () =>
  withApp({ rates: new RequestRates(3) }, async (get) => {
    const answers = []
    for (let sent = 0; sent < 4; sent += 1) answers.push(await get(tokens.acme))
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 429])
    expect(answers[3]?.headers.get('Retry-After')).toBe('10')
    expect(answers[3]?.headers.get('WWW-Authenticate')).toBe(null)
    expect(await answers[3]?.json()).toMatchObject({ code: 'too_many_requests', status: 429 })
    expect((await get(tokens.hub)).status).toBe(200)
    hub.advance(10)
    expect((await get(tokens.acme)).status).toBe(200)
  }))

test('whoever has the database itself may do everything, as often as they like', () =>
  withApp({ authenticate: authenticateAsOperator, rates: new RequestRates(1) }, async (get) => {
    expect((await get('anything')).status).toBe(200)
    expect((await get('anything')).status).toBe(200)
  }))
