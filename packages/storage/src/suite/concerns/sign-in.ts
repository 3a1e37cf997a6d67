import type { SignIn } from '@identity-hub/core'
import { expect, test } from 'vitest'
import { event, HOUR, id, issue, SECOND, START } from '../fixtures.ts'
import { begin, beginConsent, newInteraction } from '../interactions.ts'
import { newDecision } from '../tokens.ts'
import { newSession, type OpenWorld, type World, newestEvents } from '../world.ts'

const events = { 'signed-in': [event('signed in')], refused: [event('refused')], stale: [event('stale')] }

function newSignIn({ tenant, person }: World, rest: Partial<SignIn> = {}) {
  const session = issue('cs')
  const input: SignIn = {
    interaction: null,
    accountId: person.account.id,
    accountEpoch: person.account.epoch,
    accountRevision: person.account.revision,
    tenantEpoch: tenant.tenant.epoch,
    session: newSession(session),
    endedSessionHash: null,
    now: START,
    events,
    ...rest,
  }
  return { input, session }
}

const reasons = async ({ tenant }: World) => (await newestEvents(tenant, 10)).map(({ reason }) => reason)

export function signInTests(openWorld: OpenWorld): void {
  test('a sign-in starts a session, ends the old one and moves the interaction on', async () => {
    const world = await openWorld()
    const { browserHash } = newInteraction(world)
    const { id: interactionId } = await begin(world, newInteraction(world, { browserHash }))
    const { input, session } = newSignIn(world, {
      interaction: { id: interactionId, version: 0 },
      endedSessionHash: world.person.session.hash,
    })
    const expected = { state: 'consent', version: 1, sessionId: session.id, accountId: world.person.account.id }
    expect(await world.tenant.signIn(input)).toMatchObject({ outcome: 'signed-in', interaction: expected })
    const loaded = await world.tenant.loadInteraction({ id: interactionId, browserHash, now: START })
    expect(loaded).toMatchObject({ outcome: 'open', interaction: expected })
    const touch = (sessionHash: string) => world.tenant.touchSession({ sessionHash, idleEndsAt: START, now: START })
    expect(await touch(session.hash)).toMatchObject({ outcome: 'live' })
    expect(await touch(world.person.session.hash)).toEqual({ outcome: 'ended' })
    expect(await reasons(world)).toEqual(['signed in'])
  })

  test('a sign-in needs no interaction', async () => {
    const world = await openWorld()
    const { input } = newSignIn(world)
    expect(await world.tenant.signIn(input)).toEqual({ outcome: 'signed-in', interaction: null })
  })

  test('a blocked account does not sign in, and nothing changes', async () => {
    const world = await openWorld()
    const { tenant, person } = world
    const { id: interactionId } = await begin(world, newInteraction(world))
    await tenant.changeAccount({ accountId: person.account.id, change: { kind: 'block' }, now: START })
    const { input, session } = newSignIn(world, { interaction: { id: interactionId, version: 0 }, accountEpoch: 1 })
    expect(await tenant.signIn(input)).toEqual({ outcome: 'refused', reason: 'account_blocked' })
    const touched = await tenant.touchSession({ sessionHash: session.hash, idleEndsAt: START, now: START })
    expect(touched).toEqual({ outcome: 'unknown' })
    expect(await reasons(world)).toEqual(['refused'])
  })

  test('a password that was reset meanwhile makes the sign-in stale', async () => {
    const world = await openWorld()
    const change = { kind: 'reset-password', passwordHash: '$new$' } as const
    await world.tenant.changeAccount({ accountId: world.person.account.id, change, now: START })
    const { input } = newSignIn(world)
    expect(await world.tenant.signIn(input)).toEqual({ outcome: 'stale' })
    expect(await reasons(world)).toEqual(['stale'])
  })

  test('a password that the person changed meanwhile makes the sign-in with the old one stale', async () => {
    const world = await openWorld()
    const { account } = world.person
    const found = await world.tenant.findAccountByIdentifier(account.userName)
    const expectedPasswordHash = found.outcome === 'found' ? (found.passwordHash ?? '') : ''
    const change = {
      kind: 'change-password',
      passwordHash: '$new$',
      expectedPasswordHash,
      keepSessionId: null,
    } as const
    const changed = await world.tenant.changeAccount({ accountId: account.id, change, now: START })
    expect(changed).toMatchObject({ outcome: 'changed' })
    expect(await world.tenant.signIn(newSignIn(world).input)).toEqual({ outcome: 'stale' })
  })

  test('another tenant epoch, an unknown account or an unknown interaction is stale', async () => {
    const world = await openWorld()
    const changes = [{ tenantEpoch: 1 }, { accountId: id() }, { interaction: { id: id(), version: 0 } }]
    for (const change of changes)
      expect(await world.tenant.signIn(newSignIn(world, change).input)).toEqual({ outcome: 'stale' })
  })

  test('a form that was sent twice signs in once', async () => {
    const world = await openWorld()
    const { id: interactionId } = await begin(world, newInteraction(world))
    const interaction = { id: interactionId, version: 0 }
    const [first, second] = await Promise.all([
      world.tenant.signIn(newSignIn(world, { interaction }).input),
      world.tenant.signIn(newSignIn(world, { interaction }).input),
    ])
    expect(first).toMatchObject({ outcome: 'signed-in' })
    expect(second).toEqual({ outcome: 'stale' })
  })

  test('an interaction that has expired or is done is refused, and the old session lives on', async () => {
    const world = await openWorld()
    const { id: expired } = await begin(world, newInteraction(world, { expiresAt: START + SECOND }))
    const { id: done, version } = await beginConsent(world)
    await world.tenant.decide({ ...newDecision(world).input, interaction: { id: done, version } })
    const attempt = (interactionId: string, now: number) => {
      const interaction = { id: interactionId, version: 0 }
      const endedSessionHash = world.person.session.hash
      return world.tenant.signIn(newSignIn(world, { interaction, endedSessionHash, now }).input)
    }
    expect(await attempt(expired, START + SECOND)).toEqual({ outcome: 'refused', reason: 'interaction_expired' })
    expect(await attempt(done, START)).toEqual({ outcome: 'refused', reason: 'interaction_done' })
    const sessionHash = world.person.session.hash
    expect(await world.tenant.touchSession({ sessionHash, idleEndsAt: START, now: START + HOUR })).toMatchObject({
      outcome: 'live',
    })
  })
}
