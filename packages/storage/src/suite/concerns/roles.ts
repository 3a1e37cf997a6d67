import { expect, test } from 'vitest'
import { event, id, scope, START } from '../fixtures.ts'
import { openTenant, type OpenWorld } from '../world.ts'

export function roleTests(openWorld: OpenWorld): void {
  test('a role is assigned once, and each change raises the policy version', async () => {
    const { hub, tenant, person } = await openWorld()
    const input = { accountId: person.account.id, role: 'editor', now: START, events: [event('role')] }
    const policyVersion = async () => (await openTenant(hub, 'acme')).tenant.policyVersion
    expect(await tenant.assignRole(input)).toEqual({ outcome: 'changed' })
    expect(await policyVersion()).toBe(1)
    expect(await tenant.assignRole(input)).toEqual({ outcome: 'unchanged' })
    expect(await policyVersion()).toBe(1)
    expect(await tenant.listRoles(person.account.id)).toEqual(['editor'])
    expect(await tenant.removeRole(input)).toEqual({ outcome: 'changed' })
    expect(await policyVersion()).toBe(2)
    expect(await tenant.removeRole(input)).toEqual({ outcome: 'unchanged' })
    expect(await policyVersion()).toBe(2)
    expect(await tenant.listRoles(person.account.id)).toEqual([])
    expect(await tenant.listEvents({ limit: 10 })).toHaveLength(1)
  })

  test('nobody has the roles of an unknown account', async () => {
    const { hub, tenant } = await openWorld()
    const input = { accountId: id(), role: 'editor', now: START, events: [event('role')] }
    expect(await tenant.assignRole(input)).toEqual({ outcome: 'unknown' })
    expect(await tenant.removeRole(input)).toEqual({ outcome: 'unknown' })
    expect(await tenant.listRoles(input.accountId)).toEqual([])
    expect((await openTenant(hub, 'acme')).tenant.policyVersion).toBe(0)
    expect(await tenant.listEvents({ limit: 10 })).toEqual([])
  })

  test('roles are listed by name', async () => {
    const { tenant, person } = await openWorld()
    for (const role of ['b', 'a', 'c']) await tenant.assignRole({ accountId: person.account.id, role, now: START })
    expect(await tenant.listRoles(person.account.id)).toEqual(['a', 'b', 'c'])
  })

  test('a scope is made once and found by name', async () => {
    const { tenant } = await openWorld()
    const payments = scope('payments', { requiredRoles: ['cashier', 'manager'], accessTokenSeconds: 30 })
    const input = { scope: payments, now: START, events: [event('scope')] }
    expect(await tenant.createScope(input)).toEqual({ outcome: 'created' })
    expect(await tenant.createScope({ ...input, scope: scope('payments') })).toEqual({ outcome: 'exists' })
    expect(await tenant.listScopes()).toEqual([scope('email'), payments, scope('profile')])
    expect(await tenant.listScopesNamed(['payments', 'nothing', 'email'])).toEqual([scope('email'), payments])
    expect(await tenant.listScopesNamed([])).toEqual([])
    expect(await tenant.listEvents({ limit: 10 })).toHaveLength(1)
  })
}
