import type { ChangeTenant, TenantSettings } from '@identity-hub/core'
import { expect, test } from 'vitest'
import { ALL_ROWS, event, id, scope, START } from '../fixtures.ts'
import { makeTenant, openTenant, reasonsOf, type OpenWorld, newestEvents } from '../world.ts'

const record = (slug: string) => ({ id: id(), slug, name: 'Beta', issuer: 'https://login.beta.example', locale: 'nl' })

const RACES = 10

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
    const expected = {
      ...tenant,
      status: 'open',
      epoch: 0,
      policyVersion: 0,
      accessTokenInQuery: false,
      revision: 0,
      rightsChange: 'removed',
      eventRetentionDays: 90,
      truncateAddresses: false,
    }
    expect(created).toEqual({ outcome: 'created', tenant: expected })
    const opened = await openTenant(hub, 'beta')
    expect(opened.tenant).toEqual(expected)
    expect((await opened.listScopes(ALL_ROWS)).rows).toEqual([
      scope('profile', { requiredRoles: ['member'], accessTokenSeconds: 60 }),
    ])
    expect(await newestEvents(opened, 10)).toMatchObject([{ reason: 'made' }])
  })

  test('a tenant is created with the settings that it is given, in one go', async () => {
    const { hub } = await openWorld()
    const tenant = {
      ...record('gamma'),
      accessTokenInQuery: true,
      rightsChange: 'any',
      eventRetentionDays: 7,
      truncateAddresses: true,
    } as const
    expect(await hub.createTenant({ tenant, scopes: [], now: START })).toMatchObject({ outcome: 'created', tenant })
    expect((await openTenant(hub, 'gamma')).tenant).toMatchObject({ ...tenant, revision: 0 })
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
    expect(await newestEvents(tenant, 10)).toEqual([])
    expect((await hub.listTenants(ALL_ROWS)).rows.map(({ slug }) => slug)).toEqual(['acme'])
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
      hub.changeTenant({
        slug: 'acme',
        changes: { accessTokenInQuery: allowed },
        expectedRevision: null,
        events: [event(`allowed ${allowed}`)],
      })
    const seen = async () =>
      [await openTenant(hub, 'acme'), await openTenant(other, 'acme')].map((one) => one.tenant.accessTokenInQuery)
    expect(await allow(false)).toEqual({ outcome: 'unchanged', tenant: tenant.tenant })
    const changed = { ...tenant.tenant, accessTokenInQuery: true, revision: 1 }
    expect(await allow(true)).toEqual({ outcome: 'changed', tenant: changed })
    expect(await seen()).toEqual([true, true])
    expect(await allow(true)).toEqual({ outcome: 'unchanged', tenant: changed })
    expect(await allow(false)).toMatchObject({ outcome: 'changed' })
    expect(await seen()).toEqual([false, false])
    expect(await reasonsOf(tenant)).toEqual(['allowed false', 'allowed true'])
  })

  test('everything that an administrator sets is changed at once, of a suspended tenant too', async () => {
    const { hub, tenant, under } = await openWorld()
    const other = await under.openSecond()
    const changes: TenantSettings = {
      name: 'Acme Works',
      locale: 'nl',
      accessTokenInQuery: true,
      rightsChange: 'any',
      eventRetentionDays: 3650,
      truncateAddresses: true,
    }
    const change = (rest: Partial<ChangeTenant> = {}) =>
      hub.changeTenant({ slug: 'acme', changes, expectedRevision: 0, events: [event('changed')], ...rest })
    await openTenant(other, 'acme')
    const changed = { ...tenant.tenant, ...changes, revision: 1 }
    expect(await change()).toEqual({ outcome: 'changed', tenant: changed })
    for (const each of [hub, other]) expect((await openTenant(each, 'acme')).tenant).toEqual(changed)
    expect(await change()).toEqual({ outcome: 'conflict' })
    expect(await change({ expectedRevision: 1 })).toEqual({ outcome: 'unchanged', tenant: changed })
    for (const slug of ['nobody', '', 'ACME', 'acme\u0000'])
      expect(await change({ slug, expectedRevision: null })).toEqual({ outcome: 'unknown' })

    await hub.changeTenantStatus({ slug: 'acme', change: 'suspend' })
    const back = { ...changed, status: 'suspended', epoch: 1, name: 'Acme', revision: 3 }
    expect(await change({ changes: { name: 'Acme' }, expectedRevision: 2 })).toEqual({
      outcome: 'changed',
      tenant: back,
    })
    expect(await other.openTenant('acme')).toEqual({ outcome: 'suspended', tenant: back })
    expect(await reasonsOf(tenant)).toEqual(['changed', 'changed'])
  })

  test(`of two changes of one revision by two processes one is made, ${RACES} times`, async () => {
    const { hub, under } = await openWorld()
    const other = await under.openSecond()
    for (let race = 0; race < RACES; race += 1) {
      const outcomes = await Promise.all(
        [hub, other].map((each, at) =>
          each.changeTenant({ slug: 'acme', changes: { name: `Name ${race} ${at}` }, expectedRevision: race }),
        ),
      )
      expect(outcomes.map(({ outcome }) => outcome).toSorted()).toEqual(['changed', 'conflict'])
    }
  })

  test('tenants are listed page by page', async () => {
    const { hub } = await openWorld()
    for (const slug of ['zeta', 'beta']) await makeTenant(hub, slug)
    const first = await hub.listTenants({ after: null, limit: 2 })
    expect(first.rows.map(({ slug }) => slug)).toEqual(['acme', 'beta'])
    const second = await hub.listTenants({ after: first.next, limit: 2 })
    expect(second).toMatchObject({ rows: [{ slug: 'zeta' }], next: null })
    expect(await hub.listTenants({ after: ['zeta'], limit: 2 })).toEqual({ rows: [], next: null })
  })

  test('tenants are listed by slug', async () => {
    const { hub } = await openWorld()
    await makeTenant(hub, 'zeta')
    await makeTenant(hub, 'beta')
    expect((await hub.listTenants(ALL_ROWS)).rows.map(({ slug }) => slug)).toEqual(['acme', 'beta', 'zeta'])
  })

  test('a tenant is suspended and resumed, its epoch rises with each suspension, and its revision with both', async () => {
    const { hub, tenant } = await openWorld()
    const change = (kind: 'suspend' | 'resume', reason: string) =>
      hub.changeTenantStatus({ slug: 'acme', change: kind, events: [event(reason)] })
    const suspended = { ...tenant.tenant, status: 'suspended', epoch: 1, revision: 1 }
    const resumed = { ...suspended, status: 'open', revision: 2 }
    expect(await change('resume', 'not suspended')).toEqual({ outcome: 'unchanged' })
    expect(await change('suspend', 'suspended')).toEqual({ outcome: 'changed', tenant: suspended })
    expect(await change('suspend', 'suspended twice')).toEqual({ outcome: 'unchanged' })
    expect(await hub.openTenant('acme')).toEqual({ outcome: 'suspended', tenant: suspended })
    expect(await change('resume', 'resumed')).toEqual({ outcome: 'changed', tenant: resumed })
    expect((await openTenant(hub, 'acme')).tenant).toEqual(resumed)
    expect(await change('suspend', 'suspended again')).toMatchObject({ tenant: { epoch: 2 } })
    expect(await reasonsOf(tenant)).toEqual(['resumed', 'suspended', 'suspended again'])
  })

  test.each(['nobody', '', 'ACME', "acme' OR 1=1 --", 'acme\u0000'])('no tenant %j is suspended', async (slug) => {
    const { hub } = await openWorld()
    await makeTenant(hub, 'beta')
    for (const change of ['suspend', 'resume'] as const)
      expect(await hub.changeTenantStatus({ slug, change })).toEqual({ outcome: 'unknown' })
    expect((await hub.listTenants(ALL_ROWS)).rows.map(({ status }) => status)).toEqual(['open', 'open'])
  })

  test('a healthy storage says so', async () => {
    const { hub } = await openWorld()
    expect(await hub.health()).toEqual({ status: 'ready', droppedEvents: 0 })
  })
}
