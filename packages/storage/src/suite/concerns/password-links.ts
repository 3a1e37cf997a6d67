import type { AccountChange, NewPasswordLink, TenantStorage } from '@identity-hub/core'
import { expect, test } from 'vitest'
import { event, HOUR, issue, newAccount, someHash, START } from '../fixtures.ts'
import { makeTenant, reasonsOf, startSession, type OpenWorld, type World } from '../world.ts'

function newLink(purpose: NewPasswordLink['purpose'] = 'password-reset') {
  const { id, hash: valueHash } = issue('pl')
  return { link: { id, valueHash, purpose, expiresAt: START + HOUR }, value: { id, valueHash } }
}

const changing =
  ({ tenant, person }: World) =>
  (change: AccountChange) =>
    tenant.changeAccount({ accountId: person.account.id, change, now: START, events: [event(change.kind)] })

async function send(world: World, purpose?: NewPasswordLink['purpose']) {
  const { link, value } = newLink(purpose)
  expect(await changing(world)({ kind: 'send-password-link', link })).toMatchObject({ outcome: 'changed' })
  return value
}

const use = (tenant: TenantStorage, value: { id: string; valueHash: string }, now = START) =>
  tenant.usePasswordLink({ ...value, passwordHash: '$new$', now, events: [event('set')] })

const passwordOf = async ({ tenant, person }: World) => {
  const found = await tenant.findAccountByIdentifier(person.account.userName)
  return found.outcome === 'found' ? found.passwordHash : undefined
}

export function passwordLinkTests(openWorld: OpenWorld): void {
  test('a link ends everything, and sets a password once', async () => {
    const world = await openWorld()
    const { tenant, person } = world
    const value = await send(world)
    const account = { ...person.account, epoch: 1, revision: 1 }
    expect(await passwordOf(world)).toBeNull()
    const touched = { sessionHash: person.session.hash, idleEndsAt: START, now: START }
    expect(await tenant.touchSession(touched)).toEqual({ outcome: 'ended' })
    const open = { outcome: 'open', purpose: 'password-reset', account }
    for (const _ of [1, 2]) expect(await tenant.findPasswordLink({ ...value, now: START })).toEqual(open)
    const set = { ...account, revision: 2 }
    expect(await use(tenant, value)).toEqual({ outcome: 'set', account: set })
    expect(await tenant.findAccount(account.id)).toEqual({ outcome: 'found', account: set })
    expect(await passwordOf(world)).toBe('$new$')
    expect(await use(tenant, value)).toEqual({ outcome: 'used' })
    expect(await tenant.findPasswordLink({ ...value, now: START })).toEqual({ outcome: 'used' })
    expect(await reasonsOf(tenant)).toEqual(['send-password-link', 'set'])
  })

  test('a wrong value is an unknown link, and spends nothing', async () => {
    const world = await openWorld()
    const { tenant, hub } = world
    const value = await send(world)
    const beta = await makeTenant(hub, 'beta')
    const wrong = [
      { ...value, valueHash: someHash() },
      { ...value, id: newLink().value.id },
      { id: '\0', valueHash: '' },
    ]
    for (const guess of wrong) {
      expect(await tenant.findPasswordLink({ ...guess, now: START })).toEqual({ outcome: 'unknown' })
      expect(await use(tenant, guess)).toEqual({ outcome: 'unknown' })
    }
    expect(await use(beta, value)).toEqual({ outcome: 'unknown' })
    expect(await use(tenant, value)).toMatchObject({ outcome: 'set' })
    for (const guess of wrong) expect(await use(tenant, guess)).toEqual({ outcome: 'unknown' })
  })

  test('a link ends with its time', async () => {
    const world = await openWorld()
    const value = await send(world)
    const find = (now: number) => world.tenant.findPasswordLink({ ...value, now })
    expect(await find(START + HOUR - 1)).toMatchObject({ outcome: 'open' })
    expect(await find(START + HOUR)).toEqual({ outcome: 'expired' })
    expect(await use(world.tenant, value, START + HOUR)).toEqual({ outcome: 'expired' })
    expect(await passwordOf(world)).toBeNull()
  })

  test('the address that an invitation went to counts as verified, another link verifies nothing', async () => {
    const world = await openWorld()
    const { tenant } = world
    const invite = async (emailAddress: string | null) => {
      const { link, value } = newLink('invitation')
      const account = newAccount(`user ${link.id}`, { emailAddress })
      await tenant.createAccount({ account, passwordHash: null, invitation: link, now: START })
      return use(tenant, value)
    }
    expect(await invite('ada@example.com')).toMatchObject({ account: { emailVerified: true, revision: 1, epoch: 0 } })
    expect(await invite(null)).toMatchObject({ account: { emailVerified: false } })
    await changing(world)({ kind: 'update', profile: { emailAddress: 'bob@example.com' } })
    expect(await use(tenant, await send(world))).toMatchObject({ account: { emailVerified: false } })
  })

  test('a new link ends the one before it', async () => {
    const world = await openWorld()
    const first = await send(world)
    const second = await send(world)
    expect(await world.tenant.findPasswordLink({ ...first, now: START })).toEqual({ outcome: 'expired' })
    expect(await use(world.tenant, first)).toEqual({ outcome: 'expired' })
    expect(await use(world.tenant, second)).toMatchObject({ outcome: 'set' })
  })

  test('blocking, archiving, another password or another address ends an open link', async () => {
    const world = await openWorld()
    const changes: readonly AccountChange[] = [
      { kind: 'block' },
      { kind: 'archive' },
      { kind: 'reset-password', passwordHash: '$other$' },
      // Whoever reads what is sent to the old address is somebody else, perhaps.
      { kind: 'update', profile: { emailAddress: 'other@example.com' } },
    ]
    for (const change of changes) {
      const value = await send(world)
      expect(await changing(world)(change)).toMatchObject({ outcome: 'changed' })
      for (const kind of ['unblock', 'restore'] as const) await changing(world)({ kind })
      expect(await use(world.tenant, value)).toEqual({ outcome: 'expired' })
      expect(await passwordOf(world)).not.toBe('$new$')
    }
  })

  test('a password that the person chose ends an open link', async () => {
    const world = await openWorld()
    const { tenant } = world
    const { link, value } = newLink('invitation')
    const account = newAccount('ada')
    await tenant.createAccount({ account, passwordHash: '$old$', invitation: link, now: START })
    const change = {
      kind: 'change-password',
      passwordHash: '$own$',
      expectedPasswordHash: '$old$',
      keepSessionId: null,
    } as const
    await tenant.changeAccount({ accountId: account.id, change, now: START })
    expect(await use(tenant, value)).toEqual({ outcome: 'expired' })
  })

  test('a role that makes an administrator ends an open link, another role and the role again do not', async () => {
    const world = await openWorld()
    const { tenant, person } = world
    const assigning = { accountId: person.account.id, now: START }
    for (const name of ['member', 'chief']) await tenant.createRole({ role: { name, description: '' }, now: START })
    const value = await send(world)
    await tenant.assignRole({ ...assigning, role: 'member' })
    await tenant.assignRole({ ...assigning, role: 'member', endsPasswordLinks: true })
    expect(await tenant.findPasswordLink({ ...value, now: START })).toMatchObject({ outcome: 'open' })
    await tenant.assignRole({ ...assigning, role: 'chief', endsPasswordLinks: true })
    expect(await use(tenant, value)).toEqual({ outcome: 'expired' })
    expect(await passwordOf(world)).toBeNull()
  })

  test('changes that a link does not rest on leave it open', async () => {
    const world = await openWorld()
    const value = await send(world)
    const change = changing(world)
    await change({ kind: 'update', profile: { displayName: 'Ada' } })
    await change({ kind: 'claims', claims: { tier: 'gold' } })
    expect(await use(world.tenant, value)).toMatchObject({ outcome: 'set', account: { displayName: 'Ada' } })
  })

  test('a link that was sent to a blocked account opens when the account does', async () => {
    const world = await openWorld()
    await changing(world)({ kind: 'block' })
    const value = await send(world)
    expect(await use(world.tenant, value)).toEqual({ outcome: 'expired' })
    await changing(world)({ kind: 'unblock' })
    expect(await use(world.tenant, value)).toMatchObject({ outcome: 'set' })
  })

  test('who sets a password with a link ends the sessions that there are', async () => {
    const { tenant } = await openWorld()
    const { link, value } = newLink('invitation')
    const account = newAccount('ada')
    const made = await tenant.createAccount({ account, passwordHash: '$old$', invitation: link, now: START })
    if (made.outcome !== 'created') throw new Error(made.outcome)
    const session = await startSession(tenant, made.account)
    await use(tenant, value)
    const touched = await tenant.touchSession({ sessionHash: session.hash, idleEndsAt: START, now: START })
    expect(touched).toEqual({ outcome: 'ended' })
  })

  test('a link that is used many times at once sets one password (10 times 8)', async () => {
    const world = await openWorld()
    for (let round = 0; round < 10; round += 1) {
      const value = await send(world)
      const outcomes = await Promise.all(Array.from({ length: 8 }, () => use(world.tenant, value)))
      expect(outcomes.filter(({ outcome }) => outcome === 'set')).toHaveLength(1)
      expect(outcomes.filter(({ outcome }) => outcome === 'used')).toHaveLength(7)
    }
  })

  test('a link sets nothing for an account that was blocked meanwhile, whoever came first (10 rounds)', async () => {
    const world = await openWorld()
    for (let round = 0; round < 10; round += 1) {
      const value = await send(world)
      const [blocked, used] = await Promise.all([changing(world)({ kind: 'block' }), use(world.tenant, value)])
      expect(blocked.outcome).toBe('changed')
      expect(['set', 'expired']).toContain(used.outcome)
      expect(await use(world.tenant, value)).toEqual({ outcome: used.outcome === 'set' ? 'used' : 'expired' })
      await changing(world)({ kind: 'unblock' })
    }
  })
}
