import { expect, test } from 'vitest'
import { event, HOUR, id, newAccount, newClient, newKey, scope, START } from '../fixtures.ts'
import { giveRole, makeAccount, makeClient, newestEvents, openTenant, reasonsOf, type OpenWorld } from '../world.ts'

const editor = { name: 'editor', description: 'May change pages' }

export function roleTests(openWorld: OpenWorld): void {
  test('a role is made once and found by name', async () => {
    const { tenant } = await openWorld()
    const role = { ...editor, revision: 0, createdAt: START }
    const input = { role: editor, now: START, events: [event('made')] }
    expect(await tenant.createRole(input)).toEqual({ outcome: 'created', role })
    expect(await tenant.createRole({ ...input, role: { ...editor, description: 'Another' } })).toEqual({
      outcome: 'exists',
    })
    expect(await tenant.findRole('editor')).toEqual({ outcome: 'found', role })
    for (const name of ['Editor', 'edit', '', '\0', '%'])
      expect(await tenant.findRole(name)).toEqual({ outcome: 'unknown' })
    expect(await newestEvents(tenant, 10)).toHaveLength(1)
  })

  test('a role that is asked for twice with one key is made once', async () => {
    const { tenant } = await openWorld()
    const idempotency = { keyHash: 'key', requestHash: 'aa', answer: 'sealed', expiresAt: START + HOUR }
    const input = { role: editor, idempotency, now: START, events: [event('made')] }
    expect(await tenant.createRole(input)).toMatchObject({ outcome: 'created' })
    const again = { ...input, role: { name: 'other', description: '' } }
    expect(await tenant.createRole(again)).toEqual({ outcome: 'repeated', requestHash: 'aa', answer: 'sealed' })
    expect(await tenant.findRole('other')).toEqual({ outcome: 'unknown' })
    expect(await newestEvents(tenant, 10)).toHaveLength(1)
  })

  test('a refused role keeps no answer', async () => {
    const { tenant } = await openWorld()
    await tenant.createRole({ role: editor, now: START })
    const idempotency = { keyHash: 'key', requestHash: 'aa', answer: 'sealed', expiresAt: START + HOUR }
    expect(await tenant.createRole({ role: editor, idempotency, now: START })).toEqual({ outcome: 'exists' })
    expect(await tenant.findRepeated({ keyHash: 'key', now: START })).toEqual({ outcome: 'unknown' })
  })

  test('roles are listed by name, page by page', async () => {
    const { tenant } = await openWorld()
    for (const name of ['b', 'é', 'a', 'c', 'Z']) await tenant.createRole({ role: { ...editor, name }, now: START })
    const names: string[][] = []
    for (let after: readonly string[] | null = null; names.length === 0 || after !== null;) {
      const page = await tenant.listRoles({ after, limit: 2 })
      names.push(page.rows.map(({ name }) => name))
      after = page.next
    }
    expect(names).toEqual([['Z', 'a'], ['b', 'c'], ['é']])
  })

  test('another description changes nobody’s rights', async () => {
    const { hub, tenant } = await openWorld()
    await tenant.createRole({ role: editor, now: START })
    const change = (description: string, expectedRevision: number | null) =>
      tenant.changeRole({ name: 'editor', changes: { description }, expectedRevision, events: [event('changed')] })
    const role = { name: 'editor', description: 'Another', revision: 1, createdAt: START }
    expect(await change('Another', 0)).toEqual({ outcome: 'changed', role })
    expect(await change('Another', 1)).toEqual({ outcome: 'unchanged', role })
    expect(await change('A third', 0)).toEqual({ outcome: 'conflict' })
    expect(await tenant.findRole('editor')).toEqual({ outcome: 'found', role })
    const unknown = { name: 'nobody', changes: {}, expectedRevision: null }
    expect(await tenant.changeRole(unknown)).toEqual({ outcome: 'unknown' })
    expect((await openTenant(hub, 'acme')).tenant.policyVersion).toBe(0)
    expect(await newestEvents(tenant, 10)).toHaveLength(1)
  })

  test('a role is assigned once, and each change raises the policy version', async () => {
    const { hub, tenant, person } = await openWorld()
    await tenant.createRole({ role: editor, now: START })
    const input = { accountId: person.account.id, role: 'editor', now: START, events: [event('role')] }
    const policyVersion = async () => (await openTenant(hub, 'acme')).tenant.policyVersion
    expect(await tenant.assignRole(input)).toEqual({ outcome: 'changed' })
    expect(await policyVersion()).toBe(1)
    expect(await tenant.assignRole(input)).toEqual({ outcome: 'unchanged' })
    expect(await policyVersion()).toBe(1)
    expect(await tenant.listAccountRoles(person.account.id)).toEqual(['editor'])
    expect(await tenant.removeRole(input)).toEqual({ outcome: 'changed' })
    expect(await policyVersion()).toBe(2)
    expect(await tenant.removeRole(input)).toEqual({ outcome: 'unchanged' })
    expect(await policyVersion()).toBe(2)
    expect(await tenant.listAccountRoles(person.account.id)).toEqual([])
    expect(await newestEvents(tenant, 10)).toHaveLength(1)
  })

  test('a role that was not made cannot be assigned', async () => {
    const { hub, tenant, person } = await openWorld()
    const input = { accountId: person.account.id, role: 'editor', now: START, events: [event('role')] }
    expect(await tenant.assignRole(input)).toEqual({ outcome: 'unknown-role' })
    expect(await tenant.removeRole(input)).toEqual({ outcome: 'unchanged' })
    expect(await tenant.listAccountRoles(person.account.id)).toEqual([])
    expect((await openTenant(hub, 'acme')).tenant.policyVersion).toBe(0)
    expect(await newestEvents(tenant, 10)).toEqual([])
  })

  test('nobody has the roles of an unknown account', async () => {
    const { hub, tenant } = await openWorld()
    await tenant.createRole({ role: editor, now: START })
    const input = { accountId: id(), role: 'editor', now: START, events: [event('role')] }
    expect(await tenant.assignRole(input)).toEqual({ outcome: 'unknown' })
    expect(await tenant.removeRole(input)).toEqual({ outcome: 'unknown' })
    expect(await tenant.listAccountRoles(input.accountId)).toEqual([])
    expect((await openTenant(hub, 'acme')).tenant.policyVersion).toBe(0)
    expect(await newestEvents(tenant, 10)).toEqual([])
  })

  test("an account's roles are listed by name", async () => {
    const { tenant, person } = await openWorld()
    for (const role of ['b', 'a', 'c']) await giveRole(tenant, { accountId: person.account.id, role, now: START })
    expect(await tenant.listAccountRoles(person.account.id)).toEqual(['a', 'b', 'c'])
  })

  test('a deleted role is taken from whoever had it, which raises the policy version once', async () => {
    const { hub, tenant, person } = await openWorld()
    const other = await makeAccount(tenant)
    for (const accountId of [person.account.id, other.id])
      await giveRole(tenant, { accountId, role: 'editor', now: START })
    await giveRole(tenant, { accountId: other.id, role: 'owner', now: START })
    const deletion = { name: 'editor', expectedRevision: null, events: [event('deleted')] }
    expect(await tenant.deleteRole({ ...deletion, expectedRevision: 7 })).toEqual({ outcome: 'conflict' })
    expect(await tenant.deleteRole(deletion)).toEqual({ outcome: 'deleted' })
    expect(await tenant.deleteRole(deletion)).toEqual({ outcome: 'unknown' })
    expect(await tenant.findRole('editor')).toEqual({ outcome: 'unknown' })
    expect(await tenant.listAccountRoles(person.account.id)).toEqual([])
    expect(await tenant.listAccountRoles(other.id)).toEqual(['owner'])
    expect((await openTenant(hub, 'acme')).tenant.policyVersion).toBe(4)
    expect(await reasonsOf(tenant)).toEqual(['deleted'])
    // Whoever makes it again gives it to nobody.
    await tenant.createRole({ role: editor, now: START })
    expect(await tenant.listAccountRoles(person.account.id)).toEqual([])
  })

  test('a role that nobody has is deleted without judging anything anew', async () => {
    const { hub, tenant } = await openWorld()
    await tenant.createRole({ role: editor, now: START })
    expect(await tenant.deleteRole({ name: 'editor', expectedRevision: 0 })).toEqual({ outcome: 'deleted' })
    expect((await openTenant(hub, 'acme')).tenant.policyVersion).toBe(0)
  })

  test('a role that scopes or clients ask for stays', async () => {
    const { tenant, person } = await openWorld()
    await giveRole(tenant, { accountId: person.account.id, role: 'editor', now: START })
    for (const [name, requiredRoles] of [
      ['b', ['editor']],
      ['a', ['owner', 'editor']],
      ['c', ['editors', 'edit"or']],
    ] as const)
      await tenant.createScope({ scope: scope(name, { requiredRoles }), now: START })
    const { clientId } = await makeClient(tenant, { requiredRole: 'editor' })
    const deletion = { name: 'editor', expectedRevision: null, events: [event('deleted')] }
    expect(await tenant.deleteRole(deletion)).toEqual({
      outcome: 'required',
      scopes: ['a', 'b'],
      clientIds: [clientId],
    })
    expect(await tenant.listAccountRoles(person.account.id)).toEqual(['editor'])
    expect(await newestEvents(tenant, 10)).toEqual([])
    await tenant.changeClient({ clientId, change: { kind: 'delete' }, expectedRevision: null, now: START })
    expect(await tenant.deleteRole(deletion)).toEqual({ outcome: 'required', scopes: ['a', 'b'], clientIds: [] })
  })

  test('a role is never held by anybody after it was deleted, whoever came first (10 rounds)', async () => {
    const { tenant, person } = await openWorld()
    for (let round = 0; round < 10; round += 1) {
      const role = `role ${round}`
      await tenant.createRole({ role: { name: role, description: '' }, now: START })
      const account = newAccount(`user ${round}`)
      const [assigned, created, deleted] = await Promise.all([
        tenant.assignRole({ accountId: person.account.id, role, now: START }),
        tenant.createAccount({ account, passwordHash: null, roles: [role], now: START }),
        tenant.deleteRole({ name: role, expectedRevision: null }),
      ])
      expect(['changed', 'unknown-role']).toContain(assigned.outcome)
      expect(['created', 'unknown-role']).toContain(created.outcome)
      expect(deleted).toEqual({ outcome: 'deleted' })
      expect(await tenant.listAccountRoles(person.account.id)).toEqual([])
      expect(await tenant.listAccountRoles(account.id)).toEqual([])
    }
  })

  test('what needs a role that is not there is refused, and nothing of it is written', async () => {
    const { tenant, under } = await openWorld()
    const { clientId } = await makeClient(tenant)
    const records = await under.countRecords()
    const needing = { neededRoles: ['nobody', '\0'], now: START, events: [event('done')] } as const
    const idempotency = newKey()
    const update = { kind: 'update', settings: { requiredRole: 'nobody' } } as const
    const outcomes = await Promise.all([
      tenant.createScope({ ...needing, scope: scope('reports'), idempotency }),
      tenant.changeScope({ ...needing, name: 'profile', changes: { accessTokenSeconds: 5 }, expectedRevision: null }),
      tenant.createClient({ ...needing, client: newClient(), missingScopes: [scope('invoices')] }),
      tenant.changeClient({ ...needing, clientId, change: update, expectedRevision: null }),
    ])
    for (const outcome of outcomes) expect(outcome).toEqual({ outcome: 'unknown-role', role: 'nobody' })
    expect(await tenant.findRepeated({ keyHash: idempotency.keyHash, now: START })).toEqual({ outcome: 'unknown' })
    expect(await under.countRecords()).toBe(records)
  })

  test('nothing requires a role after it was deleted, whoever came first (10 rounds of 4 that would)', async () => {
    const { tenant } = await openWorld()
    const { clientId } = await makeClient(tenant)
    for (let round = 0; round < 10; round += 1) {
      const [name, changed] = [`role ${round}`, scope(`changed ${round}`)]
      await tenant.createRole({ role: { name, description: '' }, now: START })
      await tenant.createScope({ scope: changed, now: START })
      const needing = { neededRoles: [name], now: START } as const
      const requirement = { requiredRoles: [name] }
      const change = { kind: 'update', settings: { requiredRole: name } } as const
      const asked: (() => Promise<{ readonly outcome: string }>)[] = [
        () => tenant.createScope({ ...needing, scope: scope(`made ${round}`, requirement) }),
        () => tenant.changeScope({ ...needing, name: changed.name, changes: requirement, expectedRevision: null }),
        () => tenant.createClient({ ...needing, client: newClient({ requiredRole: name }), missingScopes: [] }),
        () => tenant.changeClient({ ...needing, clientId, change, expectedRevision: null }),
      ]
      const at = round % 5
      asked.splice(at, 0, () => tenant.deleteRole({ name, expectedRevision: null }))
      const outcomes = (await Promise.all(asked.map((ask) => ask()))).map(({ outcome }) => outcome)
      const refused = outcomes.filter((outcome) => outcome === 'unknown-role').length
      expect(outcomes[at]).toBe(refused === 4 ? 'deleted' : 'required')
      expect([0, 4]).toContain(refused)
    }
  })

  test('a scope is made once and found by name', async () => {
    const { tenant } = await openWorld()
    const payments = scope('payments', { requiredRoles: ['cashier', 'manager'], accessTokenSeconds: 30 })
    const input = { scope: payments, now: START, events: [event('scope')] }
    expect(await tenant.createScope(input)).toEqual({ outcome: 'created' })
    expect(await tenant.createScope({ ...input, scope: scope('payments') })).toEqual({ outcome: 'exists' })
    const scopes = [scope('email'), payments, scope('profile')]
    expect(await tenant.listScopes({ after: null, limit: 9 })).toEqual({ rows: scopes, next: null })
    expect(await tenant.listScopesNamed(['payments', 'nothing', 'email'])).toEqual([scope('email'), payments])
    expect(await tenant.listScopesNamed([])).toEqual([])
    expect(await newestEvents(tenant, 10)).toHaveLength(1)
  })
}
