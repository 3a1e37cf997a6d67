import { expect, test } from 'vitest'
import { event, HOUR, id, issue, newAccount, START } from '../fixtures.ts'
import { openTenant, reasonsOf, startSession, type OpenWorld, newestEvents } from '../world.ts'

const ada = () => newAccount('Ada', { displayName: 'Ada L.', emailAddress: 'Ada@Example.COM', emailVerified: true })

export function accountTests(openWorld: OpenWorld): void {
  test('an account is found by its id, its user name and its address', async () => {
    const { tenant } = await openWorld()
    const account = ada()
    const created = await tenant.createAccount({ account, passwordHash: '$phc$', now: START, events: [event('made')] })
    const facts = { claims: {}, status: 'active', epoch: 0, revision: 0, createdAt: START, erasedAt: null }
    const expected = { ...account, ...facts }
    expect(created).toEqual({ outcome: 'created', account: expected })
    expect(await tenant.findAccount(account.id)).toEqual({ outcome: 'found', account: expected })
    for (const identifier of ['ada', 'ADA', '  Ada ', 'ada@example.com', 'ＡＤＡ', 'ADA@EXAMPLE.COM\n'])
      expect(await tenant.findAccountByIdentifier(identifier)).toEqual({
        outcome: 'found',
        account: expected,
        passwordHash: '$phc$',
      })
    expect(await newestEvents(tenant, 10)).toHaveLength(1)
  })

  test('an account may have no password and no address', async () => {
    const { tenant } = await openWorld()
    await tenant.createAccount({ account: newAccount('robot'), passwordHash: null, now: START })
    expect(await tenant.findAccountByIdentifier('robot')).toMatchObject({ outcome: 'found', passwordHash: null })
  })

  test.each(['', 'nobody', '%', 'ada%', "' OR 1=1 --", '\u0000', '\uD800'])(
    'nobody answers to %j',
    async (identifier) => {
      const { tenant } = await openWorld()
      await tenant.createAccount({ account: ada(), passwordHash: null, now: START })
      expect(await tenant.findAccountByIdentifier(identifier)).toEqual({ outcome: 'unknown' })
      expect(await tenant.findAccount(identifier)).toEqual({ outcome: 'unknown' })
    },
  )

  test.each([
    ['the same user name in another case', newAccount('ADA')],
    ['the same user name in full width', newAccount('Ａｄａ')],
    ["another's address", newAccount('bob', { emailAddress: 'ada@example.com' })],
    ["another's address as its user name", newAccount('ada@example.com')],
    ["another's user name as its address", newAccount('bob', { emailAddress: 'ada' })],
  ])('refuses an account with %s', async (_case, account) => {
    const { tenant } = await openWorld()
    await tenant.createAccount({ account: ada(), passwordHash: null, now: START })
    const input = { account, passwordHash: '$phc$', now: START, events: [event('made twice')] }
    expect(await tenant.createAccount(input)).toEqual({ outcome: 'exists' })
    expect(await tenant.findAccount(account.id)).toEqual({ outcome: 'unknown' })
    expect(await newestEvents(tenant, 10)).toEqual([])
  })

  test('an id is never given to anybody else', async () => {
    const { tenant, person } = await openWorld()
    const again = newAccount('somebody else', { id: person.account.id })
    expect(await tenant.createAccount({ account: again, passwordHash: null, now: START })).toEqual({
      outcome: 'exists',
    })
    expect(await tenant.findAccount(person.account.id)).toMatchObject({ account: person.account })
    expect(await tenant.findAccountByIdentifier('somebody else')).toEqual({ outcome: 'unknown' })
  })

  test('a user name that is also the address is one identifier', async () => {
    const { tenant } = await openWorld()
    const account = newAccount('bob@example.com', { emailAddress: 'Bob@example.com' })
    expect(await tenant.createAccount({ account, passwordHash: null, now: START })).toMatchObject({
      outcome: 'created',
    })
    expect(await tenant.findAccountByIdentifier('BOB@example.com')).toMatchObject({ account: { id: account.id } })
    const listed = await tenant.listAccounts({ after: null, limit: 9, search: 'bob' })
    expect(listed.rows.map((found) => found.id)).toEqual([account.id])
  })

  test('an account begins with claims, roles and an invitation', async () => {
    const { hub, tenant } = await openWorld()
    for (const name of ['editor', 'owner']) await tenant.createRole({ role: { name, description: '' }, now: START })
    const account = { ...ada(), claims: { tier: 'gold', department: 'R&D' } }
    const link = issue('pl')
    const invitation = { id: link.id, valueHash: link.hash, purpose: 'invitation', expiresAt: START + HOUR } as const
    const input = { account, passwordHash: null, roles: ['owner', 'editor', 'owner'], invitation, now: START }
    expect(await tenant.createAccount(input)).toMatchObject({ outcome: 'created', account })
    expect(await tenant.findAccount(account.id)).toMatchObject({ account })
    expect(await tenant.listAccountRoles(account.id)).toEqual(['editor', 'owner'])
    expect(await tenant.findPasswordLink({ id: link.id, valueHash: link.hash, now: START })).toMatchObject({
      outcome: 'open',
    })
    // Nothing rests on the rights of somebody new.
    expect((await openTenant(hub, 'acme')).tenant.policyVersion).toBe(0)
  })

  test('nothing is left of an account with an unknown role', async () => {
    const { tenant } = await openWorld()
    await tenant.createRole({ role: { name: 'editor', description: '' }, now: START })
    const idempotency = { keyHash: 'key', requestHash: 'aa', answer: 'sealed', expiresAt: START + HOUR }
    const rest = { passwordHash: '$phc$', idempotency, now: START, events: [event('made')] }
    const account = ada()
    const refused = await tenant.createAccount({ account, roles: ['editor', 'owner'], ...rest })
    expect(refused).toEqual({ outcome: 'unknown-role', role: 'owner' })
    expect(await tenant.findAccount(account.id)).toEqual({ outcome: 'unknown' })
    expect(await tenant.findAccountByIdentifier('ada')).toEqual({ outcome: 'unknown' })
    expect(await tenant.listAccountRoles(account.id)).toEqual([])
    expect(await newestEvents(tenant, 10)).toEqual([])
    // The key is free, and so is the name.
    expect(await tenant.createAccount({ account, ...rest })).toMatchObject({ outcome: 'created' })
  })

  test('an account that is asked for twice with one key is made once', async () => {
    const { tenant } = await openWorld()
    const idempotency = { keyHash: 'key', requestHash: 'aa', answer: 'sealed', expiresAt: START + HOUR }
    const input = { account: ada(), passwordHash: null, idempotency, now: START, events: [event('made')] }
    expect(await tenant.createAccount(input)).toMatchObject({ outcome: 'created' })
    const again = { ...input, account: newAccount('bob') }
    expect(await tenant.createAccount(again)).toEqual({ outcome: 'repeated', requestHash: 'aa', answer: 'sealed' })
    expect(await tenant.findAccountByIdentifier('bob')).toEqual({ outcome: 'unknown' })
    expect(await reasonsOf(tenant)).toEqual(['made'])
  })

  test('blocking raises the epoch, and unblocking does not lower it', async () => {
    const { tenant, person } = await openWorld()
    const accountId = person.account.id
    const change = (kind: 'block' | 'unblock') =>
      tenant.changeAccount({ accountId, change: { kind }, now: START, events: [event(kind)] })
    const blocked = { ...person.account, status: 'blocked', epoch: 1, revision: 1 }
    expect(await change('block')).toEqual({ outcome: 'changed', account: blocked })
    expect(await change('block')).toEqual({ outcome: 'unchanged' })
    const unblocked = { ...person.account, status: 'active', epoch: 1, revision: 2 }
    expect(await change('unblock')).toEqual({ outcome: 'changed', account: unblocked })
    expect(await change('unblock')).toEqual({ outcome: 'unchanged' })
    expect(await reasonsOf(tenant)).toEqual(['block', 'unblock'])
  })

  test('a password reset raises the epoch and sets the password, also where there was none', async () => {
    const { tenant } = await openWorld()
    const account = newAccount('robot')
    await tenant.createAccount({ account, passwordHash: null, now: START })
    const change = { kind: 'reset-password', passwordHash: '$new$' } as const
    const changed = await tenant.changeAccount({ accountId: account.id, change, now: START })
    expect(changed).toMatchObject({ outcome: 'changed', account: { epoch: 1, revision: 1 } })
    expect(await tenant.findAccountByIdentifier('robot')).toMatchObject({ passwordHash: '$new$' })
  })

  test("changing one's own password ends the other sessions, and nothing else", async () => {
    const { tenant, person } = await openWorld()
    const other = await startSession(tenant, person.account)
    const change = {
      kind: 'change-password',
      passwordHash: '$new$',
      expectedPasswordHash: '$old$',
      keepSessionId: person.session.id,
    } as const
    const changed = await tenant.changeAccount({ accountId: person.account.id, change, now: START })
    expect(changed).toMatchObject({ outcome: 'changed', account: { epoch: 0, revision: 1 } })
    const touch = (sessionHash: string) => tenant.touchSession({ sessionHash, idleEndsAt: START + HOUR, now: START })
    expect(await touch(person.session.hash)).toMatchObject({ outcome: 'live' })
    expect(await touch(other.hash)).toEqual({ outcome: 'ended' })
  })

  test("changing one's own password can end every session", async () => {
    const { tenant, person } = await openWorld()
    const change = {
      kind: 'change-password',
      passwordHash: '$new$',
      expectedPasswordHash: '$old$',
      keepSessionId: null,
    } as const
    await tenant.changeAccount({ accountId: person.account.id, change, now: START })
    const touched = await tenant.touchSession({ sessionHash: person.session.hash, idleEndsAt: START, now: START })
    expect(touched).toEqual({ outcome: 'ended' })
  })

  test('newer hash parameters change nothing but the hash', async () => {
    const { tenant, person } = await openWorld()
    const change = { kind: 'rehash-password', passwordHash: '$newer$', expectedPasswordHash: '$old$' } as const
    const changed = await tenant.changeAccount({ accountId: person.account.id, change, now: START })
    expect(changed).toEqual({ outcome: 'changed', account: person.account })
    const found = await tenant.findAccountByIdentifier(person.account.userName)
    expect(found).toMatchObject({ passwordHash: '$newer$' })
  })

  test.each(['change-password', 'rehash-password'] as const)(
    '%s is refused when the password is another one by now, or the account was blocked',
    async (kind) => {
      const { tenant, person } = await openWorld()
      const accountId = person.account.id
      const change = { kind, passwordHash: '$new$', expectedPasswordHash: '$other$', keepSessionId: null }
      const input = { accountId, change, now: START, events: [event('changed')] }
      expect(await tenant.changeAccount(input)).toEqual({ outcome: 'conflict' })
      await tenant.changeAccount({ accountId, change: { kind: 'block' }, now: START })
      const rightful = { ...input, change: { ...change, expectedPasswordHash: '$old$' } }
      expect(await tenant.changeAccount(rightful)).toEqual({ outcome: 'conflict' })
      const found = await tenant.findAccountByIdentifier(person.account.userName)
      expect(found).toMatchObject({ passwordHash: '$old$' })
      expect(await newestEvents(tenant, 10)).toEqual([])
    },
  )

  test('an unknown account cannot be changed', async () => {
    const { tenant } = await openWorld()
    const changes = [
      { kind: 'block' },
      { kind: 'erase' },
      { kind: 'update', profile: { displayName: 'Ada' } },
      { kind: 'reset-password', passwordHash: '$new$' },
      { kind: 'rehash-password', passwordHash: '$new$', expectedPasswordHash: '$old$' },
    ] as const
    for (const change of changes)
      expect(await tenant.changeAccount({ accountId: id(), change, now: START })).toEqual({ outcome: 'unknown' })
  })

  test('a change shows the account as it is for everybody from then on', async () => {
    const { hub, tenant, person } = await openWorld()
    await tenant.changeAccount({ accountId: person.account.id, change: { kind: 'block' }, now: START })
    const elsewhere = await openTenant(hub, 'acme')
    expect(await elsewhere.findAccountByIdentifier(person.account.userName)).toMatchObject({
      account: { status: 'blocked', epoch: 1 },
    })
  })
}
