import { expect, test } from 'vitest'
import { event, id, scope, START } from '../fixtures.ts'
import { makeTenant, openTenant, type OpenWorld } from '../world.ts'

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
    const expected = { ...tenant, status: 'open', epoch: 0, policyVersion: 0 }
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

  test('tenants are listed by slug', async () => {
    const { hub } = await openWorld()
    await makeTenant(hub, 'zeta')
    await makeTenant(hub, 'beta')
    expect((await hub.listTenants()).map(({ slug }) => slug)).toEqual(['acme', 'beta', 'zeta'])
  })

  test('a healthy storage says so', async () => {
    const { hub } = await openWorld()
    expect(await hub.health()).toEqual({ status: 'ready', droppedEvents: 0 })
  })
}
