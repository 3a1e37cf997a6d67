import { expect, test } from 'vitest'
import { HOUR, id, SECOND, someHash, START } from '../fixtures.ts'
import { begin, beginConsent, newInteraction, newRequest } from '../interactions.ts'
import { newDecision } from '../tokens.ts'
import type { OpenWorld } from '../world.ts'

export function interactionTests(openWorld: OpenWorld): void {
  test('an interaction is loaded as it was begun, with its client', async () => {
    const world = await openWorld()
    const input = newInteraction(world)
    const expected = {
      id: input.id,
      request: newRequest(world),
      state: 'login',
      version: 0,
      sessionId: null,
      accountId: null,
      createdAt: START,
      expiresAt: START + HOUR,
    }
    expect(await world.tenant.beginInteraction(input)).toEqual({ outcome: 'begun', interaction: expected })
    const loaded = await world.tenant.loadInteraction({ id: input.id, browserHash: input.browserHash, now: START })
    expect(loaded).toEqual({ outcome: 'open', interaction: expected, client: world.client })
  })

  test('an interaction of a signed-in person waits for consent', async () => {
    const world = await openWorld()
    expect(await beginConsent(world)).toMatchObject({
      state: 'consent',
      sessionId: world.person.session.id,
      accountId: world.person.account.id,
    })
  })

  test('only the browser that began it may go on, until it expires', async () => {
    const world = await openWorld()
    const { browserHash } = newInteraction(world)
    const { id: begun } = await begin(world, newInteraction(world, { browserHash }))
    const load = (rest: { id?: string; browserHash?: string; now?: number }) =>
      world.tenant.loadInteraction({ id: begun, browserHash, now: START, ...rest })
    expect(await load({ browserHash: someHash() })).toEqual({ outcome: 'foreign' })
    expect(await load({ browserHash: '' })).toEqual({ outcome: 'foreign' })
    expect(await load({ now: START + HOUR - 1 })).toMatchObject({ outcome: 'open' })
    expect(await load({ now: START + HOUR })).toEqual({ outcome: 'expired' })
    expect(await load({ browserHash: someHash(), now: START + HOUR })).toEqual({ outcome: 'foreign' })
    expect(await load({ id: id() })).toEqual({ outcome: 'unknown' })
  })

  test('a browser has so many open interactions and no more', async () => {
    const world = await openWorld()
    const { browserHash } = newInteraction(world)
    const beginOne = (now: number) =>
      world.tenant.beginInteraction(
        newInteraction(world, { browserHash, maxOpen: 3, now, expiresAt: now + HOUR, id: id(now) }),
      )
    for (const at of [0, 1, 2]) expect(await beginOne(START + at)).toMatchObject({ outcome: 'begun' })
    expect(await beginOne(START + 3)).toEqual({ outcome: 'too-many' })
    // Another browser is not concerned, and what has expired does not count.
    expect(await world.tenant.beginInteraction(newInteraction(world, { maxOpen: 3 }))).toMatchObject({
      outcome: 'begun',
    })
    expect(await beginOne(START + HOUR)).toMatchObject({ outcome: 'begun' })
    expect(await beginOne(START + HOUR)).toEqual({ outcome: 'too-many' })
  })

  test('a finished interaction makes room for another', async () => {
    const world = await openWorld()
    const { browserHash } = newInteraction(world)
    const { id: begun, version } = await beginConsent(world, { browserHash, maxOpen: 1 })
    expect(await world.tenant.beginInteraction(newInteraction(world, { browserHash, maxOpen: 1 }))).toEqual({
      outcome: 'too-many',
    })
    const { input } = newDecision(world)
    await world.tenant.decide({ ...input, interaction: { id: begun, version } })
    expect(await world.tenant.beginInteraction(newInteraction(world, { browserHash, maxOpen: 1 }))).toMatchObject({
      outcome: 'begun',
    })
  })

  test('returning to the sign-in forgets the session, once per version', async () => {
    const world = await openWorld()
    const { browserHash } = newInteraction(world)
    const { id: interactionId } = await beginConsent(world, { browserHash })
    const back = (version: number, now = START) => world.tenant.returnToLogin({ interactionId, version, now })
    expect(await back(7)).toEqual({ outcome: 'stale' })
    expect(await back(0, START + HOUR)).toEqual({ outcome: 'stale' })
    expect(await back(0)).toEqual({ outcome: 'returned' })
    expect(await back(0)).toEqual({ outcome: 'stale' })
    expect(await world.tenant.loadInteraction({ id: interactionId, browserHash, now: START + SECOND })).toMatchObject({
      interaction: { state: 'login', version: 1, sessionId: null, accountId: null },
    })
    expect(await world.tenant.returnToLogin({ interactionId: id(), version: 0, now: START })).toEqual({
      outcome: 'stale',
    })
  })

  test('a finished interaction does not return to the sign-in', async () => {
    const world = await openWorld()
    const { id: interactionId, version } = await beginConsent(world)
    const { input } = newDecision(world)
    await world.tenant.decide({ ...input, interaction: { id: interactionId, version } })
    const back = await world.tenant.returnToLogin({ interactionId, version: version + 1, now: START })
    expect(back).toEqual({ outcome: 'stale' })
  })
}
