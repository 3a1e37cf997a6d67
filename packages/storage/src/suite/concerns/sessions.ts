import { expect, test } from 'vitest'
import { DAY, event, HOUR, MINUTE, SECOND, someHash, START } from '../fixtures.ts'
import { openTenant, startSession, type OpenWorld, newestEvents } from '../world.ts'

export function sessionTests(openWorld: OpenWorld): void {
  test('a live session comes with its account', async () => {
    const { tenant, person } = await openWorld()
    const now = START + MINUTE
    expect(await tenant.touchSession({ sessionHash: person.session.hash, idleEndsAt: now, now })).toEqual({
      outcome: 'live',
      account: person.account,
      session: {
        id: person.session.id,
        accountId: person.account.id,
        authAt: START,
        amr: ['pwd'],
        acr: null,
        idleEndsAt: START + 12 * HOUR,
        absoluteEndsAt: START + 7 * DAY,
      },
    })
  })

  test('use moves the idle end, but not for less than a minute', async () => {
    const { tenant, person } = await openWorld()
    const stored = START + 12 * HOUR
    const touch = async (idleEndsAt: number) => {
      const touched = await tenant.touchSession({ sessionHash: person.session.hash, idleEndsAt, now: START })
      return touched.outcome === 'live' ? touched.session.idleEndsAt : touched.outcome
    }
    expect(await touch(stored + MINUTE - 1)).toBe(stored)
    expect(await touch(stored)).toBe(stored)
    expect(await touch(stored + MINUTE)).toBe(stored + MINUTE)
    expect(await touch(START)).toBe(stored + MINUTE)
  })

  test('a session expires when idle, and at its absolute end', async () => {
    const { tenant, person } = await openWorld()
    const sessionHash = person.session.hash
    const touch = (now: number, idleEndsAt: number) => tenant.touchSession({ sessionHash, idleEndsAt, now })
    expect(await touch(START + 12 * HOUR, START + DAY)).toEqual({ outcome: 'expired' })
    expect(await touch(START + 12 * HOUR - 1, START + 30 * DAY)).toMatchObject({ outcome: 'live' })
    expect(await touch(START + 7 * DAY - 1, START + 30 * DAY)).toMatchObject({ outcome: 'live' })
    expect(await touch(START + 7 * DAY, START + 30 * DAY)).toEqual({ outcome: 'expired' })
  })

  test('an unknown hash is no session', async () => {
    const { tenant, person } = await openWorld()
    for (const sessionHash of [someHash(), person.session.id, person.session.hash.slice(2), ''])
      expect(await tenant.touchSession({ sessionHash, idleEndsAt: START, now: START })).toEqual({ outcome: 'unknown' })
  })

  test('an ended session stays ended, and ends once', async () => {
    const { tenant, person } = await openWorld()
    const sessionHash = person.session.hash
    const end = () => tenant.endSession({ sessionHash, now: START, events: { ended: [event('signed out')] } })
    expect(await end()).toEqual({ outcome: 'ended' })
    expect(await end()).toEqual({ outcome: 'unknown' })
    expect(await tenant.endSession({ sessionHash: someHash(), now: START })).toEqual({ outcome: 'unknown' })
    expect(await tenant.touchSession({ sessionHash, idleEndsAt: START, now: START })).toEqual({ outcome: 'ended' })
    expect(await newestEvents(tenant, 10)).toHaveLength(1)
  })

  test.each([
    ['blocking', [{ kind: 'block' }]],
    ['blocking and unblocking', [{ kind: 'block' }, { kind: 'unblock' }]],
    ['a password reset', [{ kind: 'reset-password', passwordHash: '$new$' }]],
  ] as const)('%s ends the sessions of the account for good', async (_case, changes) => {
    const { hub, tenant, person } = await openWorld()
    for (const change of changes) await tenant.changeAccount({ accountId: person.account.id, change, now: START })
    const touched = await tenant.touchSession({
      sessionHash: person.session.hash,
      idleEndsAt: START + 20 * HOUR,
      now: START,
    })
    expect(touched).toEqual({ outcome: 'ended' })
    const found = await tenant.findAccount(person.account.id)
    if (found.outcome !== 'found' || found.account.status !== 'active') return
    const next = await startSession(await openTenant(hub, 'acme'), found.account)
    expect(await tenant.touchSession({ sessionHash: next.hash, idleEndsAt: START, now: START + SECOND })).toMatchObject(
      {
        outcome: 'live',
      },
    )
  })
}
