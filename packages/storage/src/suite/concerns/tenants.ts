import { expect, test } from 'vitest'
import { event, id, scope, START } from '../fixtures.ts'
import { makeTenant, openTenant, reasonsOf, type OpenWorld } from '../world.ts'

const record = (slug: string) => ({ id: id(), slug, name: 'Beta', issuer: 'https://login.beta.example', locale: 'nl' })

export function tenantTests(openWorld: OpenWorld): void {
  test('a tenant is created open, with its scopes and its event', async () => {
    const { hub } = await openWorld()
    const tenant = record('beta')
    const created = await hub.createTenant({
      tenant,
      scopes: [scope('profile', { requiredRoles: ['member'], accessTokenSeconds: 60 })],
      now: START,
      events: [event('made')],
    })
    const expected = { ...tenant, status: 'open', epoch: 0, policyVersion: 0, accessTokenInQuery: false }
    expect(created).toEqual({ outcome: 'created', tenant: expected })
    const opened = await openTenant(hub, 'beta')
    expect(opened.tenant).toEqual(expected)
    expect(await opened.listScopes()).toEqual([scope('profile', { requiredRoles: ['member'], accessTokenSeconds: 60 })])
    expect(await opened.listEvents({ limit: 10 })).toMatchObject([{ reason: 'made' }])
  })

  test('a slug is taken once, and nothing is written the second time', async () => {
    const { hub, tenant } = await openWorld()
    const again = await hub.createTenant({
      tenant: record('acme'),
      scopes: [scope('other')],
      now: START,
      events: [event('made twice')],
    })
    expect(again).toEqual({ outcome: 'exists' })
    expect(await tenant.listEvents({ limit: 10 })).toEqual([])
    expect((await hub.listTenants()).map(({ slug }) => slug)).toEqual(['acme'])
  })

  test.each(['', 'ACME', 'acme ', 'acme\u0000', "acme' OR 1=1 --", '\uD800', 'x'.repeat(10_000)])(
    'no tenant answers to %j',
    async (slug) => {
      const { hub } = await openWorld()
      expect(await hub.openTenant(slug)).toEqual({ outcome: 'unknown' })
    },
  )

  test('a tenant takes access tokens in the query when it is told to, in every process at once', async () => {
    const { hub, tenant, under } = await openWorld()
    const other = await under.openSecond()
    const allow = (allowed: boolean) =>
      tenant.changeTenant({
        change: { kind: 'access-token-in-query', allowed },
        now: START,
        events: [event(`allowed ${allowed}`)],
      })
    const seen = async () =>
      [await openTenant(hub, 'acme'), await openTenant(other, 'acme')].map((one) => one.tenant.accessTokenInQuery)
    expect(await allow(false)).toEqual({ outcome: 'unchanged' })
    const changed = { ...tenant.tenant, accessTokenInQuery: true }
    expect(await allow(true)).toEqual({ outcome: 'changed', tenant: changed })
    expect(await seen()).toEqual([true, true])
    expect(await allow(true)).toEqual({ outcome: 'unchanged' })
    expect(await allow(false)).toMatchObject({ outcome: 'changed' })
    expect(await seen()).toEqual([false, false])
    expect(await reasonsOf(tenant)).toEqual(['allowed false', 'allowed true'])
  })

  test('tenants are listed by slug', async () => {
    const { hub } = await openWorld()
    await makeTenant(hub, 'zeta')
    await makeTenant(hub, 'beta')
    expect((await hub.listTenants()).map(({ slug }) => slug)).toEqual(['acme', 'beta', 'zeta'])
  })

  test('a tenant is suspended and resumed, and its epoch rises with each suspension', async () => {
    const { hub, tenant } = await openWorld()
    const change = (kind: 'suspend' | 'resume', reason: string) =>
      hub.changeTenantStatus({ slug: 'acme', change: kind, events: [event(reason)] })
    const suspended = { ...tenant.tenant, status: 'suspended', epoch: 1 }
    expect(await change('resume', 'not suspended')).toEqual({ outcome: 'unchanged' })
    expect(await change('suspend', 'suspended')).toEqual({ outcome: 'changed', tenant: suspended })
    expect(await change('suspend', 'suspended twice')).toEqual({ outcome: 'unchanged' })
    expect(await hub.openTenant('acme')).toEqual({ outcome: 'suspended', tenant: suspended })
    expect(await change('resume', 'resumed')).toEqual({ outcome: 'changed', tenant: { ...suspended, status: 'open' } })
    expect((await openTenant(hub, 'acme')).tenant).toEqual({ ...suspended, status: 'open' })
    expect(await change('suspend', 'suspended again')).toMatchObject({ tenant: { epoch: 2 } })
    expect(await reasonsOf(tenant)).toEqual(['resumed', 'suspended', 'suspended again'])
  })

  test.each(['nobody', '', 'ACME', "acme' OR 1=1 --", 'acme\u0000'])('no tenant %j is suspended', async (slug) => {
    const { hub } = await openWorld()
    await makeTenant(hub, 'beta')
    for (const change of ['suspend', 'resume'] as const)
      expect(await hub.changeTenantStatus({ slug, change })).toEqual({ outcome: 'unknown' })
    expect((await hub.listTenants()).map(({ status }) => status)).toEqual(['open', 'open'])
  })

  test('a healthy storage says so', async () => {
    const { hub } = await openWorld()
    expect(await hub.health()).toEqual({ status: 'ready', droppedEvents: 0 })
  })
}
