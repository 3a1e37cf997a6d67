import type { AccountChange } from '@identity-hub/core'
import { expect, test } from 'vitest'
import { event, HOUR, id, issue, newAccount, START } from '../fixtures.ts'
import { authorizeAndExchange, newDecision } from '../tokens.ts'
import { giveRole, makeAccount, newestEvents, openTenant, reasonsOf, type OpenWorld, type World } from '../world.ts'

const changing =
  ({ tenant, person }: World) =>
  (change: AccountChange, rest: { expectedRevision?: number; now?: number } = {}) =>
    tenant.changeAccount({ accountId: person.account.id, change, now: START, events: [event(change.kind)], ...rest })

const touch = ({ tenant, person }: World) =>
  tenant.touchSession({ sessionHash: person.session.hash, idleEndsAt: START + HOUR, now: START })

const policyVersion = async ({ hub }: World) => (await openTenant(hub, 'acme')).tenant.policyVersion

export function accountChangeTests(openWorld: OpenWorld): void {
  test('archiving ends what blocking ends, and restoring revives none of it', async () => {
    const world = await openWorld()
    const change = changing(world)
    const archived = { ...world.person.account, status: 'archived', epoch: 1, revision: 1 }
    expect(await change({ kind: 'archive' })).toEqual({ outcome: 'changed', account: archived })
    expect(await touch(world)).toEqual({ outcome: 'ended' })
    for (const kind of ['archive', 'block', 'unblock'] as const)
      expect(await change({ kind })).toEqual({ outcome: 'unchanged' })
    const restored = { ...archived, status: 'active', revision: 2 }
    expect(await change({ kind: 'restore' })).toEqual({ outcome: 'changed', account: restored })
    expect(await change({ kind: 'restore' })).toEqual({ outcome: 'unchanged' })
    expect(await touch(world)).toEqual({ outcome: 'ended' })
    expect(await reasonsOf(world.tenant)).toEqual(['archive', 'restore'])
  })

  test('a blocked account can be archived', async () => {
    const change = changing(await openWorld())
    await change({ kind: 'block' })
    expect(await change({ kind: 'archive' })).toMatchObject({ account: { status: 'archived', epoch: 2, revision: 2 } })
  })

  test('a change is refused when somebody else came first', async () => {
    const world = await openWorld()
    const change = changing(world)
    expect(await change({ kind: 'block' }, { expectedRevision: 0 })).toMatchObject({ outcome: 'changed' })
    for (const next of [{ kind: 'unblock' }, { kind: 'block' }, { kind: 'erase' }] as const)
      expect(await change(next, { expectedRevision: 0 })).toEqual({ outcome: 'conflict' })
    expect(await change({ kind: 'unblock' }, { expectedRevision: 1 })).toMatchObject({ account: { revision: 2 } })
    expect(await reasonsOf(world.tenant)).toEqual(['block', 'unblock'])
  })

  test('a profile is changed member by member, and found by what it is now', async () => {
    const world = await openWorld()
    const { tenant, person } = world
    const change = changing(world)
    const renamed = { ...person.account, displayName: 'Ada L.', userName: 'Ada', revision: 1 }
    const names = { displayName: 'Ada L.', userName: 'Ada' }
    expect(await change({ kind: 'update', profile: names })).toEqual({ outcome: 'changed', account: renamed })
    expect(await change({ kind: 'update', profile: names })).toEqual({ outcome: 'unchanged' })
    const address = { emailAddress: 'ada@example.com', emailVerified: true }
    const account = { ...renamed, ...address, revision: 2 }
    expect(await change({ kind: 'update', profile: address })).toEqual({ outcome: 'changed', account })
    for (const identifier of ['ada', 'ada@example.com'])
      expect(await tenant.findAccountByIdentifier(identifier)).toMatchObject({ outcome: 'found', account })
    expect(await tenant.findAccountByIdentifier(person.account.userName)).toEqual({ outcome: 'unknown' })
    expect((await tenant.listAccounts({ after: null, limit: 9, search: 'ada l' })).rows).toEqual([account])
    // Nothing ends by it.
    expect(await touch(world)).toMatchObject({ outcome: 'live', account })
  })

  test('another address is unverified until it is said to be verified', async () => {
    const change = changing(await openWorld())
    const update = (profile: { emailAddress?: string | null; emailVerified?: boolean; displayName?: string }) =>
      change({ kind: 'update', profile })
    const verified = { emailAddress: 'ada@example.com', emailVerified: true }
    expect(await update(verified)).toMatchObject({ account: verified })
    expect(await update({ displayName: 'Ada' })).toMatchObject({ account: verified })
    expect(await update({ emailAddress: 'eve@example.com' })).toMatchObject({ account: { emailVerified: false } })
    expect(await update({ emailVerified: true })).toMatchObject({ account: { emailVerified: true } })
    expect(await update({ emailAddress: null })).toMatchObject({
      account: { emailAddress: null, emailVerified: false },
    })
  })

  test.each([
    ['address', { emailAddress: 'BOB@example.com' }],
    ['user name', { userName: 'Ｂｏｂ' }],
    ['user name as an address', { displayName: 'Bob', emailAddress: 'bob' }],
  ])("nobody takes another's %s", async (_what, profile) => {
    const world = await openWorld()
    const { tenant, person } = world
    const bob = newAccount('bob', { emailAddress: 'bob@example.com' })
    await tenant.createAccount({ account: bob, passwordHash: null, now: START })
    expect(await changing(world)({ kind: 'update', profile })).toEqual({ outcome: 'exists' })
    expect(await tenant.findAccount(person.account.id)).toEqual({ outcome: 'found', account: person.account })
    expect(await tenant.findAccountByIdentifier(person.account.userName)).toMatchObject({ outcome: 'found' })
    expect(await tenant.findAccountByIdentifier('bob')).toMatchObject({ account: { id: bob.id } })
    expect(await newestEvents(tenant, 9)).toEqual([])
  })

  test('two who want one name at the same time do not both get it (10 rounds)', async () => {
    const { tenant } = await openWorld()
    const [a, b] = [await makeAccount(tenant), await makeAccount(tenant)]
    for (let round = 0; round < 10; round += 1) {
      const change = { kind: 'update', profile: { emailAddress: `${round}@example.com` } } as const
      const take = (accountId: string) => tenant.changeAccount({ accountId, change, now: START })
      const outcomes = (await Promise.all([take(a.id), take(b.id)])).map(({ outcome }) => outcome)
      expect(outcomes.toSorted()).toEqual(['changed', 'exists'])
    }
  })

  test('a profile and claims change together or not at all', async () => {
    const world = await openWorld()
    const change = changing(world)
    const other = await makeAccount(world.tenant)
    const profile = { displayName: 'Ada L.' }
    const claims = { tier: 'gold' }
    const taken = { ...profile, userName: other.userName }
    expect(await change({ kind: 'update', profile: taken, claims })).toEqual({ outcome: 'exists' })
    const before = await world.tenant.findAccount(world.person.account.id)
    expect(before).toMatchObject({ account: world.person.account })
    expect(await policyVersion(world)).toBe(0)
    expect(await change({ kind: 'update', profile, claims })).toMatchObject({ account: { ...profile, claims } })
    expect(await policyVersion(world)).toBe(1)
    expect(await change({ kind: 'update', profile, claims })).toEqual({ outcome: 'unchanged' })
    expect(await change({ kind: 'update', profile, claims: {} })).toMatchObject({ account: { ...profile, claims: {} } })
    expect(await change({ kind: 'update', profile: { displayName: 'A' }, claims: {} })).toMatchObject({
      account: { displayName: 'A' },
    })
    expect(await policyVersion(world)).toBe(2)
    expect(await reasonsOf(world.tenant)).toEqual(['update', 'update', 'update'])
  })

  test('the only active account that has a role keeps it and stays active, when that is asked for', async () => {
    const world = await openWorld()
    const { tenant, person } = world
    const other = await makeAccount(tenant)
    const role = 'keeper'
    for (const { id: accountId } of [person.account, other]) await giveRole(tenant, { accountId, role, now: START })
    const [mine, theirs] = [person.account.id, other.id]
    const block = (accountId: string) =>
      tenant.changeAccount({ accountId, change: { kind: 'block' }, keepOneOf: role, now: START })
    expect(await block(theirs)).toMatchObject({ outcome: 'changed' })
    for (const kind of ['block', 'archive', 'erase'] as const) {
      const input = { accountId: mine, change: { kind }, keepOneOf: role, now: START, events: [event('refused')] }
      expect(await tenant.changeAccount(input)).toEqual({ outcome: 'last' })
    }
    const removal = { accountId: mine, role, keepOne: true, now: START, events: [event('refused')] }
    expect(await tenant.removeRole(removal)).toEqual({ outcome: 'last' })
    expect(await tenant.listAccountRoles(mine)).toEqual([role])
    expect(await newestEvents(tenant, 10)).not.toContainEqual(expect.objectContaining({ reason: 'refused' }))
    // Who is not active does not count, and may lose it.
    expect(await tenant.removeRole({ ...removal, accountId: theirs })).toEqual({ outcome: 'changed' })
    expect(await tenant.changeAccount({ accountId: mine, change: { kind: 'block' }, now: START })).toMatchObject({
      outcome: 'changed',
    })
  })

  test('of two who take a role or an account from each other at the same time, one stays (10 rounds)', async () => {
    const { tenant, under } = await openWorld()
    const beside = await openTenant(await under.openSecond(), 'acme')
    for (let round = 0; round < 10; round += 1) {
      const role = `keeper ${round}`
      const one = await makeAccount(tenant)
      const other = await makeAccount(tenant)
      for (const { id: accountId } of [one, other]) await giveRole(tenant, { accountId, role, now: START })
      const change = { kind: 'block' } as const
      const outcomes = await Promise.all([
        tenant.changeAccount({ accountId: one.id, change, keepOneOf: role, now: START }),
        round % 2 === 0
          ? beside.changeAccount({ accountId: other.id, change, keepOneOf: role, now: START })
          : beside.removeRole({ accountId: other.id, role, keepOne: true, now: START }),
      ])
      expect(outcomes.map(({ outcome }) => outcome).toSorted()).toEqual(['changed', 'last'])
    }
  })

  test('claims are replaced whole, which is a change of rights', async () => {
    const world = await openWorld()
    const change = changing(world)
    const claims = { tier: 'gold', department: 'R&D', __proto__x: '' }
    const account = { ...world.person.account, claims, revision: 1 }
    expect(await change({ kind: 'claims', claims })).toEqual({ outcome: 'changed', account })
    expect(await policyVersion(world)).toBe(1)
    const again = { department: 'R&D', __proto__x: '', tier: 'gold' }
    expect(await change({ kind: 'claims', claims: again })).toEqual({ outcome: 'unchanged' })
    expect(await policyVersion(world)).toBe(1)
    expect(await change({ kind: 'claims', claims: {} })).toMatchObject({ account: { claims: {}, revision: 2 } })
    expect(await policyVersion(world)).toBe(2)
    // Another name is none.
    await change({ kind: 'update', profile: { displayName: 'Ada' } })
    expect(await policyVersion(world)).toBe(2)
    expect(await touch(world)).toMatchObject({ outcome: 'live' })
  })

  test('erasing leaves the id, that it was erased and when', async () => {
    const world = await openWorld()
    const { tenant, person } = world
    const change = changing(world)
    const emailAddress = 'ada@example.com'
    await change({ kind: 'update', profile: { emailAddress, emailVerified: true } })
    await change({ kind: 'claims', claims: { tier: 'gold' } })
    const erased = {
      ...person.account,
      status: 'archived',
      epoch: 1,
      revision: 3,
      displayName: '',
      userName: '',
      emailAddress: null,
      emailVerified: false,
      claims: {},
      erasedAt: START + HOUR,
    }
    expect(await change({ kind: 'erase' }, { now: START + HOUR })).toEqual({ outcome: 'changed', account: erased })
    expect(await tenant.findAccount(person.account.id)).toEqual({ outcome: 'found', account: erased })
    for (const identifier of [person.account.userName, emailAddress, ''])
      expect(await tenant.findAccountByIdentifier(identifier)).toEqual({ outcome: 'unknown' })
    expect((await tenant.listAccounts({ after: null, limit: 9, status: 'archived' })).rows).toEqual([erased])
    expect((await tenant.listAccounts({ after: null, limit: 9 })).rows).toEqual([])
    expect(await touch(world)).toEqual({ outcome: 'ended' })

    // Nobody gets the id; the names are free.
    const reused = newAccount('eve', { id: person.account.id })
    expect(await tenant.createAccount({ account: reused, passwordHash: null, now: START })).toEqual({
      outcome: 'exists',
    })
    const another = newAccount(person.account.userName, { emailAddress })
    expect(await tenant.createAccount({ account: another, passwordHash: null, now: START })).toMatchObject({
      outcome: 'created',
    })
  })

  test('an erased account cannot be changed any more', async () => {
    const world = await openWorld()
    const { tenant, person } = world
    const change = changing(world)
    await tenant.createRole({ role: { name: 'editor', description: '' }, now: START })
    await change({ kind: 'erase' })
    const link = { id: id(), valueHash: 'aa', purpose: 'invitation', expiresAt: START + HOUR } as const
    for (const next of [
      { kind: 'erase' },
      { kind: 'restore' },
      { kind: 'block' },
      { kind: 'update', profile: { displayName: 'Ada' } },
      { kind: 'claims', claims: { tier: 'gold' } },
      { kind: 'reset-password', passwordHash: '$new$' },
      { kind: 'send-password-link', link },
    ] as const)
      expect(await change(next)).toEqual({ outcome: 'unknown' })
    const assignment = { accountId: person.account.id, role: 'editor', now: START }
    expect(await tenant.assignRole(assignment)).toEqual({ outcome: 'unknown' })
    expect(await tenant.removeRole(assignment)).toEqual({ outcome: 'unknown' })
    expect(await reasonsOf(tenant)).toEqual(['erase'])
  })

  test('nothing personal is left in any record of an erased account', async () => {
    const world = await openWorld()
    const { under, tenant, person, client } = world
    const accountId = person.account.id
    const change = changing(world)
    await change({
      kind: 'update',
      profile: { displayName: 'Personal Name', userName: 'personal-user', emailAddress: 'personal@example.com' },
    })
    await change({ kind: 'claims', claims: { personal: 'claim' } })
    await giveRole(tenant, { accountId, role: 'editor', now: START })
    const { input } = newDecision(world)
    const remembering = { ...input.decision, rememberScopes: ['profile'] }
    expect(
      await tenant.decide({ ...input, fence: { ...input.fence, policyVersion: 2 }, decision: remembering }),
    ).toEqual({
      outcome: 'issued',
    })
    const link = issue('pl')
    const sent = { id: link.id, valueHash: link.hash, purpose: 'invitation', expiresAt: START + HOUR } as const
    await change({ kind: 'send-password-link', link: sent })
    await under.runSql(`
      UPDATE sessions SET user_agent = 'personal browser', source = 'personal address' WHERE account_id = '${accountId}';
      INSERT INTO event_details (account_id, event_id, tenant_id, data)
        VALUES ('${accountId}', 'e', '${tenant.tenant.id}', '{"before":"personal"}')`)
    await change({ kind: 'erase' })

    expect(await tenant.findPasswordLink({ id: link.id, valueHash: link.hash, now: START })).toEqual({
      outcome: 'unknown',
    })
    expect(await tenant.listAccountRoles(accountId)).toEqual([])
    const facts = await tenant.findAuthorizationFacts({ accountId, client: client.id, scopes: [] })
    expect(facts).toMatchObject({ consent: null, roles: [], claims: {} })
    // Each of these statements breaks a constraint if it meets a row.
    for (const left of [
      `SELECT 1 FROM accounts WHERE id = '${accountId}' AND (display_name <> '' OR search_name <> '' OR claims <> '{}')`,
      ...['account_identifiers', 'account_credentials', 'account_roles', 'consents', 'event_details'].map(
        (table) => `SELECT 1 FROM ${table} WHERE account_id = '${accountId}'`,
      ),
      `SELECT 1 FROM one_time WHERE subject = '${accountId}'`,
      `SELECT 1 FROM sessions WHERE account_id = '${accountId}' AND (user_agent IS NOT NULL OR source IS NOT NULL)`,
      `SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM event_tasks WHERE task = 'erase ${accountId}'
        AND account_id = '${accountId}' AND tenant_id = '${tenant.tenant.id}' AND position = '')`,
    ])
      await under.runSql(`INSERT INTO scopes (tenant_id, name, description, required_roles, created_at)
        SELECT '', NULL, '', '[]', 0 FROM (${left}) AS found`)
  })

  test('a session that has ended says no longer where it was', async () => {
    const world = await openWorld()
    const { under, tenant, person } = world
    await under.runSql("UPDATE sessions SET user_agent = 'browser', source = '192.0.2.1'")
    await tenant.endSession({ sessionHash: person.session.hash, now: START })
    const told = under.runSql(`INSERT INTO scopes (tenant_id, name, description, required_roles, created_at)
      SELECT '', NULL, '', '[]', 0 FROM (SELECT 1 FROM sessions WHERE user_agent IS NOT NULL OR source IS NOT NULL) AS found`)
    await expect(told).resolves.toBeUndefined()
  })

  test('tokens of an erased account are dead', async () => {
    const world = await openWorld()
    const { accessToken, refreshToken } = await authorizeAndExchange(world)
    await changing(world)({ kind: 'erase' })
    const found = await world.tenant.findAccessToken({ id: accessToken.id, tokenHash: accessToken.hash })
    expect(found).toMatchObject({ standing: { account: { status: 'archived', epoch: 1 }, grant: { accountEpoch: 0 } } })
    expect(await world.tenant.findRefreshToken(refreshToken.id)).toMatchObject({ standing: { account: { epoch: 1 } } })
  })
}
