import type { Scope, ScopeSettings, TenantStorage } from '@identity-hub/core'
import { expect, test } from 'vitest'
import { ALL_ROWS, event, newClient, scope, START } from '../fixtures.ts'
import { makeClient, makeTenant, openTenant, reasonsOf, type OpenWorld, type World } from '../world.ts'

const change = (
  tenant: TenantStorage,
  changes: Partial<ScopeSettings>,
  { name = 'profile', expectedRevision = null }: { name?: string; expectedRevision?: number | null } = {},
) => tenant.changeScope({ name, changes, expectedRevision, events: [event('changed')] })

const remove = (tenant: TenantStorage, name: string, expectedRevision: number | null = null) =>
  tenant.deleteScope({ name, expectedRevision, events: [event('deleted')] })

const policyVersionOf = async ({ hub }: World) => (await openTenant(hub, 'acme')).tenant.policyVersion

const REQUIREMENTS: readonly Partial<ScopeSettings>[] = [
  { requiredRoles: ['cashier'] },
  { requiredClaim: { name: 'department', value: null } },
  { requiredClaim: { name: 'department', value: 'sales' } },
]

const requestable = (...names: readonly string[]) => names.map((name) => ({ name, assignment: 'requestable' }) as const)

const RACES = 10

export function scopeChangeTests(openWorld: OpenWorld): void {
  test('a scope is made and found with all that it requires', async () => {
    const { tenant } = await openWorld()
    const made = scope('payments', {
      description: { en: 'Pay', nl: 'Betalen' },
      requiredRoles: ['cashier', 'manager'],
      requiredClaim: { name: 'department', value: 'sales' },
      accessTokenSeconds: 30,
    })
    const anyValue = scope('reports', { requiredClaim: { name: 'department', value: null } })
    for (const one of [made, anyValue]) await tenant.createScope({ scope: one, now: START })
    expect(await tenant.listScopesNamed(['payments', 'reports'])).toEqual([made, anyValue])
    expect((await tenant.listScopes(ALL_ROWS)).rows).toEqual([scope('email'), made, scope('profile'), anyValue])
  })

  test('everything of a scope is changed at once, in every process', async () => {
    const world = await openWorld()
    const { tenant, hub, under } = world
    const other = await under.openSecond()
    const changes: ScopeSettings = {
      description: { en: 'Pay', nl: 'Betalen' },
      requiredRoles: ['cashier'],
      requiredClaim: { name: 'department', value: 'sales' },
      accessTokenSeconds: 30,
    }
    const seen = async (): Promise<(readonly Scope[])[]> =>
      Promise.all(
        [hub, other].map(async (each) => (await openTenant(each, 'acme')).listScopesNamed(['email', 'profile'])),
      )
    await seen()
    const changed = { ...scope('profile', changes), revision: 1 }
    expect(await change(tenant, changes)).toEqual({ outcome: 'changed', scope: changed })
    for (const scopes of await seen()) expect(scopes).toEqual([scope('email'), changed])
    expect(await change(tenant, changes)).toEqual({ outcome: 'unchanged', scope: changed })
    const back = { ...scope('profile'), revision: 2 }
    const { name: _, revision: __, ...settings } = scope('profile')
    expect(await change(tenant, settings)).toEqual({ outcome: 'changed', scope: back })
    for (const scopes of await seen()) expect(scopes).toEqual([scope('email'), back])
    expect(await reasonsOf(tenant)).toEqual(['changed', 'changed'])
  })

  test('a new description is read by every process at once', async () => {
    const { tenant, under } = await openWorld()
    const other = await under.openSecond()
    await (await openTenant(other, 'acme')).listScopesNamed(['profile'])
    const description = { en: 'Something else' }
    await change(tenant, { description })
    expect(await (await openTenant(other, 'acme')).listScopesNamed(['profile'])).toMatchObject([{ description }])
  })

  test.each(REQUIREMENTS)('grants are judged anew when a scope requires %j', async (requirement) => {
    const world = await openWorld()
    expect(await change(world.tenant, requirement)).toMatchObject({ outcome: 'changed' })
    expect(await policyVersionOf(world)).toBe(1)
    expect(await change(world.tenant, requirement)).toMatchObject({ outcome: 'unchanged' })
    expect(await policyVersionOf(world)).toBe(1)
  })

  test('a change that rests on an older revision is refused', async () => {
    const world = await openWorld()
    const { tenant } = world
    await change(tenant, { accessTokenSeconds: 30 }, { expectedRevision: 0 })
    expect(await change(tenant, { accessTokenSeconds: 60 }, { expectedRevision: 0 })).toEqual({ outcome: 'conflict' })
    expect(await remove(tenant, 'profile', 0)).toEqual({ outcome: 'conflict' })
    const outcome = await change(tenant, { accessTokenSeconds: 60 }, { expectedRevision: 1 })
    expect(outcome).toMatchObject({ scope: { accessTokenSeconds: 60, revision: 2 } })
    expect(await reasonsOf(tenant)).toEqual(['changed', 'changed'])
  })

  test.each(['nothing', '', 'PROFILE', 'profile\u0000'])('no scope %j is changed or deleted', async (name) => {
    const world = await openWorld()
    const changes = { requiredRoles: ['nobody'] }
    expect(await change(world.tenant, changes, { name })).toEqual({ outcome: 'unknown' })
    expect(await remove(world.tenant, name)).toEqual({ outcome: 'unknown' })
    expect(await policyVersionOf(world)).toBe(0)
    expect(await reasonsOf(world.tenant)).toEqual([])
  })

  test('a deleted scope is taken from the clients that have it, in every process', async () => {
    const world = await openWorld()
    const { tenant, hub, under } = world
    const beside = await openTenant(await under.openSecond(), 'acme')
    const both = await makeClient(tenant, { scopes: requestable('profile', 'email') })
    const beta = await makeTenant(hub, 'beta')
    const theirs = await makeClient(beta, { scopes: requestable('email') })
    await beside.findClient(both.clientId)
    expect(await remove(tenant, 'email', 0)).toEqual({ outcome: 'deleted' })
    const left = { ...both, scopes: requestable('profile'), revision: 1 }
    for (const each of [tenant, beside]) expect(await each.findClient(both.clientId)).toMatchObject({ client: left })
    expect(await tenant.findClient(world.client.clientId)).toMatchObject({ client: world.client })
    expect((await tenant.listScopes(ALL_ROWS)).rows).toEqual([scope('profile')])
    expect(await policyVersionOf(world)).toBe(1)
    expect(await remove(tenant, 'email')).toEqual({ outcome: 'unknown' })
    expect(await beta.findClient(theirs.clientId)).toMatchObject({ client: theirs })
    expect(await beta.listScopesNamed(['email'])).toHaveLength(1)
    expect(await reasonsOf(tenant)).toEqual(['deleted'])
  })

  test('a scope stays while a client has no other one', async () => {
    const world = await openWorld()
    const { tenant, client } = world
    expect(await remove(tenant, 'profile')).toEqual({ outcome: 'last-of-client', clientId: client.clientId })
    expect(await tenant.findClient(client.clientId)).toEqual({ outcome: 'found', client })
    expect(await policyVersionOf(world)).toBe(0)
    const { clientId } = client
    await tenant.changeClient({ clientId, change: { kind: 'delete' }, expectedRevision: null, now: START })
    expect(await remove(tenant, 'profile')).toEqual({ outcome: 'deleted' })
    expect(await reasonsOf(tenant)).toEqual(['deleted'])
  })

  test('scopes are listed page by page', async () => {
    const { tenant } = await openWorld()
    await tenant.createScope({ scope: scope('calendar'), now: START })
    const first = await tenant.listScopes({ after: null, limit: 2 })
    expect(first.rows).toEqual([scope('calendar'), scope('email')])
    expect(await tenant.listScopes({ after: first.next, limit: 2 })).toEqual({ rows: [scope('profile')], next: null })
    expect(await tenant.listScopes({ after: null, limit: 3 })).toMatchObject({ next: null })
  })

  test(`of two changes of one revision by two processes one is made, ${RACES} times`, async () => {
    const world = await openWorld()
    const beside = await openTenant(await world.under.openSecond(), 'acme')
    for (let race = 0; race < RACES; race += 1) {
      const outcomes = await Promise.all(
        [world.tenant, beside].map((each, at) =>
          change(each, { accessTokenSeconds: 2 * race + at + 1 }, { expectedRevision: race }),
        ),
      )
      expect(outcomes.map(({ outcome }) => outcome).toSorted()).toEqual(['changed', 'conflict'])
    }
  })

  test(`a scope that is deleted while a client gets it is left with nobody, ${RACES} times`, async () => {
    const { tenant, under } = await openWorld()
    const beside = await openTenant(await under.openSecond(), 'acme')
    for (let race = 0; race < RACES; race += 1) {
      const name = `scope-${race}`
      await tenant.createScope({ scope: scope(name), now: START })
      const { clientId } = await makeClient(tenant)
      const scopes = requestable('profile', name)
      const settings = { kind: 'update', settings: { scopes } } as const
      const [given, made, removed] = await Promise.all([
        beside.changeClient({ clientId, change: settings, expectedRevision: null, now: START }),
        beside.createClient({ client: newClient({ scopes }), missingScopes: [], now: START }),
        remove(tenant, name),
      ])
      expect(removed).toEqual({ outcome: 'deleted' })
      expect(['changed', 'unknown-scope']).toContain(given.outcome)
      expect(['created', 'unknown-scope']).toContain(made.outcome)
      const clients = await tenant.listClients(ALL_ROWS)
      expect(clients.rows.flatMap((each) => each.scopes).filter((each) => each.name === name)).toEqual([])
    }
  })

  test(`of the two scopes of a client one stays when both are deleted at once, ${RACES} times`, async () => {
    const { tenant, client, under } = await openWorld()
    const beside = await openTenant(await under.openSecond(), 'acme')
    await makeClient(tenant, { scopes: requestable('email') })
    for (let race = 0; race < RACES; race += 1) {
      const names = [`a-${race}`, `b-${race}`]
      for (const name of names) await tenant.createScope({ scope: scope(name), now: START })
      await makeClient(tenant, { scopes: requestable(...names) })
      const outcomes = await Promise.all(names.map((name, at) => remove(at === 0 ? tenant : beside, name)))
      expect(outcomes.map(({ outcome }) => outcome).toSorted()).toEqual(['deleted', 'last-of-client'])
    }
    expect(await tenant.findClient(client.clientId)).toMatchObject({ client: { revision: 0 } })
  })
}
