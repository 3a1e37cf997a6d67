import type { ManagementClient } from '@identity-hub/client/management'
import { HUB_TENANT, newId, randomBytes } from '@identity-hub/core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ADMIN_CLIENT } from '../../administration/hub-clients.ts'
import { createClient } from '../../administration/create-client.ts'
import { ensureHubTenant } from '../../administration/ensure-hub-tenant.ts'
import { managementToken } from '../../testing/management-token.ts'
import { refusal } from '../../testing/refusal.ts'
import { startTestHub, type TestHub } from '../../testing/start-test-hub.ts'

let hub: TestHub
let above: ManagementClient
beforeAll(async () => {
  hub = await startTestHub()
  await ensureHubTenant(hub.administration)
  above = hub.management(
    await managementToken(hub, ['hub.tenants.read', 'hub.tenants.write', 'hub.policy.read', 'hub.policy.write'], 'hub'),
    HUB_TENANT,
  )
})
afterAll(() => hub.close())

const events = async (slug: string) => {
  const opened = await hub.dependencies.hub.openTenant(slug)
  return opened.outcome === 'open' ? (await opened.storage.listEvents({ after: null, limit: 50 })).rows : []
}

describe('a tenant', () => {
  test('is made with the scopes that every tenant has', async () => {
    const { body, etag } = await above.createTenant({ body: { slug: 'beta', name: ' Beta Works ', locale: 'nl' } })
    expect(body).toEqual({
      slug: 'beta',
      name: 'Beta Works',
      issuer: `${hub.origin}/beta`,
      status: 'open',
      locale: 'nl',
      rights_change: 'removed',
      event_retention_days: 90,
      truncate_addresses: false,
      access_token_in_query: false,
    })
    expect(await above.getTenant({ path: { slug: 'beta' } })).toMatchObject({ body, etag })
    const scopes = await hub.management(await managementToken(hub, ['hub.policy.read'], 'beta'), 'beta').listScopes()
    expect(scopes.body.items.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['profile', 'email', 'hub.users.read', 'hub.administrators.write']),
    )
    expect(scopes.body.items.every((scope) => scope.built_in)).toBe(true)
    expect((await events('beta')).filter(({ type }) => type === 'tenant.created')).toMatchObject([
      { actor: expect.stringMatching(/^hub:client:c_/), source: expect.any(String), data: { slug: 'beta' } },
    ])
  })

  test('is made with all of its settings, or not at all', async () => {
    const body = { slug: 'gamma', name: 'Gamma', rights_change: 'any', event_retention_days: 7 } as const
    expect((await above.createTenant({ body })).body).toMatchObject(body)
    expect((await above.getTenant({ path: { slug: 'gamma' } })).body).toMatchObject(body)
    expect(await refusal(above.createTenant({ body: { slug: 'delta', name: '\n', locale: 'n--l' } }))).toMatchObject({
      status: 422,
      errors: [{ pointer: '/name' }, { pointer: '/locale' }],
    })
    expect(await refusal(above.getTenant({ path: { slug: 'delta' } }))).toMatchObject({ status: 404 })
  })

  test('cannot have a slug that another one has, or that the hub keeps', async () => {
    expect(await refusal(above.createTenant({ body: { slug: 'acme', name: 'Other' } }))).toMatchObject({
      status: 409,
      code: 'exists',
      errors: [{ pointer: '/slug' }],
    })
    for (const slug of ['hub', 'api', 'health'])
      expect(await refusal(above.createTenant({ body: { slug, name: 'Other' } }))).toMatchObject({
        status: 422,
        errors: [{ pointer: '/slug' }],
      })
  })

  test('is changed when it is what it was, and told so in its events', async () => {
    const { etag } = await above.getTenant({ path: { slug: 'acme' } })
    const path = { slug: 'acme' }
    const changed = await above.updateTenant({
      path,
      ifMatch: etag ?? '',
      body: { rights_change: 'any', locale: 'en' },
    })
    expect(changed.body).toMatchObject({ rights_change: 'any', name: 'Acme' })
    expect(changed.etag).not.toBe(etag)
    expect(await refusal(above.updateTenant({ path, ifMatch: etag ?? '', body: { name: 'Late' } }))).toMatchObject({
      status: 412,
      code: 'changed_meanwhile',
    })
    const again = await above.updateTenant({ path, ifMatch: '*', body: { rights_change: 'any' } })
    expect(again.etag).toBe(changed.etag)
    expect((await events('acme')).filter(({ type }) => type === 'tenant.changed')).toMatchObject([
      { data: { before: { rightsChange: 'removed' }, after: { rightsChange: 'any' } } },
    ])
  })

  test('is suspended, and is there for the hub alone until it is resumed', async () => {
    await above.createTenant({ body: { slug: 'paused', name: 'Paused' } })
    const path = { slug: 'paused' }
    const token = await managementToken(hub, ['hub.policy.read'], 'paused')
    const { etag } = await above.getTenant({ path })
    const suspended = await above.suspendTenant({ path })
    expect(suspended.body.status).toBe('suspended')
    expect(suspended.etag).not.toBe(etag)
    const stale = { path, ifMatch: etag ?? '', body: { name: 'Open' } }
    expect(await refusal(above.updateTenant(stale))).toMatchObject({ status: 412 })
    expect(await refusal(hub.management(token, 'paused').getSettings())).toMatchObject({ status: 404 })
    expect((await above.suspendTenant({ path })).etag).toBe(suspended.etag)
    const truncating = { name: 'Still paused', truncate_addresses: true }
    expect((await above.updateTenant({ path, ifMatch: '*', body: truncating })).body.name).toBe('Still paused')
    expect((await above.resumeTenant({ path })).body.status).toBe('open')
    expect((await events('paused')).filter(({ type }) => type === 'tenant.resumed')).toMatchObject([
      { actor: expect.stringMatching(/^hub:client:c_/), source: '127.0.0.0/24' },
    ])
    expect(await refusal(hub.management(token, 'paused').getSettings())).toMatchObject({ status: 401 })
  })

  test('that is the hub itself cannot be suspended', async () => {
    expect(await refusal(above.suspendTenant({ path: { slug: 'hub' } }))).toMatchObject({
      status: 409,
      code: 'not_allowed',
    })
    expect((await above.getTenant({ path: { slug: 'hub' } })).body.status).toBe('open')
  })

  test('is listed by slug, page by page, and a cursor leads on in that list alone', async () => {
    const first = await above.listTenants({ query: { limit: 2 } })
    expect(first.body.items).toHaveLength(2)
    const slugs = first.body.items.map(({ slug }) => slug)
    let cursor = first.body.next_cursor
    while (cursor !== null) {
      const next = await above.listTenants({ query: { limit: 2, cursor } })
      slugs.push(...next.body.items.map(({ slug }) => slug))
      cursor = next.body.next_cursor
    }
    expect(slugs).toEqual(['acme', 'beta', 'gamma', 'hub', 'paused'])
    const elsewhere = { query: { cursor: first.body.next_cursor ?? '' } }
    expect(await refusal(above.listScopes(elsewhere))).toMatchObject({ status: 400, code: 'invalid_request' })
    expect(await refusal(above.listTenants({ query: { cursor: 'WyJhIl0' } }))).toMatchObject({ status: 400 })
  })
})

describe('the client of the administrators’ pages', () => {
  test('is there in each new tenant, with the same secret, and nobody of the tenant changes it', async () => {
    const { administration } = hub
    const original = await createClient(administration, {
      tenant: HUB_TENANT,
      name: 'Administration',
      type: 'confidential',
      clientId: ADMIN_CLIENT,
      redirectUris: ['http://localhost:4200/callback'],
      scopes: ['hub.tenants.write', 'hub.users.read'].map((name) => ({ name, description: null })),
    })
    if (!original.ok) throw new Error(original.problem)
    await above.createTenant({ body: { slug: 'epsilon', name: 'Epsilon' } })
    const opened = await administration.hub.openTenant('epsilon')
    const copy = opened.outcome === 'open' ? await opened.storage.findClient(ADMIN_CLIENT) : opened
    const { client } = original.value
    expect(copy).toMatchObject({
      outcome: 'found',
      client: { clientId: ADMIN_CLIENT, redirectUris: client.redirectUris, scopes: client.scopes },
    })
    if (copy.outcome !== 'found') return
    expect(copy.client.id).not.toBe(client.id)
    expect(copy.client.secrets.map(({ secretHash }) => secretHash)).toEqual(
      client.secrets.map(({ secretHash }) => secretHash),
    )
    const own = hub.management(
      await managementToken(hub, ['hub.clients.write', 'hub.users.read'], 'epsilon'),
      'epsilon',
    )
    const change = { path: { client_id: ADMIN_CLIENT }, ifMatch: '*', body: { name: 'Mine' } }
    expect(await refusal(own.updateClient(change))).toMatchObject({ status: 403, code: 'insufficient_scope' })
  })
})

describe('the tenant hub', () => {
  test('is made once, by whoever comes first, in 8 attempts at the same time', async () => {
    const fresh = await startTestHub()
    try {
      const asks = Array.from({ length: 8 }, () => ensureHubTenant(fresh.administration))
      const made = await Promise.all(asks)
      expect(made.filter((one) => one.ok && one.value)).toHaveLength(1)
      expect(made.every((one) => one.ok)).toBe(true)
      expect(await ensureHubTenant(fresh.administration)).toEqual({ ok: true, value: false })
    } finally {
      await fresh.close()
    }
  })
})

test('the settings of a tenant are changed from inside of it, too', async () => {
  const inside = hub.management(await managementToken(hub, ['hub.policy.read', 'hub.policy.write']))
  const { etag } = await inside.getSettings()
  const { body } = await inside.updateSettings({
    ifMatch: etag ?? '',
    body: { truncate_addresses: true, name: 'Acme 2' },
  })
  expect(body).toMatchObject({ slug: 'acme', truncate_addresses: true, name: 'Acme 2' })
  expect((await above.getTenant({ path: { slug: 'acme' } })).body).toEqual(body)
})

test.each([
  ['nl-be', 'nl-BE'],
  // Every object has a member of that name.
  ['toString', 'tostring'],
])('the language %s is kept as everybody writes it', async (locale, kept) => {
  const { body } = await above.createTenant({ body: { slug: kept.toLowerCase(), name: 'Any', locale } })
  expect(body.locale).toBe(kept)
  const path = { slug: body.slug }
  expect((await above.updateTenant({ path, ifMatch: '*', body: { locale } })).body.locale).toBe(kept)
})

test('a creation with the same key happens once, in 8 requests at the same time', async () => {
  const idempotencyKey = newId(hub.administration.now(), randomBytes)
  const input = { body: { slug: 'zeta', name: 'Zeta' }, idempotencyKey }
  const answers = await Promise.all(Array.from({ length: 8 }, () => above.createTenant(input)))
  expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1)
  expect((await events('zeta')).filter(({ type }) => type === 'tenant.created')).toHaveLength(1)
  expect(await refusal(above.createTenant({ ...input, body: { slug: 'zeta', name: 'Zeta 2' } }))).toMatchObject({
    status: 422,
    code: 'idempotency_key_reused',
  })
})
