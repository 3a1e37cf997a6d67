import type { HubStorage } from '@identity-hub/core'
import { expect, test } from 'vitest'
import { DAY, HOUR, id, MINUTE, someHash, START } from '../fixtures.ts'
import { newInteraction } from '../interactions.ts'
import { authorize, authorizeAndExchange, exchange, rotate } from '../tokens.ts'
import { type OpenWorld, startSession, type World } from '../world.ts'

// More by hand: SOAK_GRANTS=1000
const GRANTS_PER_HOUR = Number(process.env['SOAK_GRANTS'] ?? 5)
const HOURS = 60
// A used code is remembered for a day; from then on as much goes as comes.
const SETTLED_HOURS = 30
const EXPIRED_SESSIONS = 1_000
const SLICE = 200
const MEASURED = 100
const ROUNDS = 3

/** What people and apps leave behind in an hour; nothing of it lives for longer than two. */
async function liveFor(world: World, hour: number): Promise<void> {
  const { tenant, person } = world
  const now = START + hour * HOUR
  await tenant.touchSession({ sessionHash: person.session.hash, idleEndsAt: now + 12 * HOUR, now })
  const tokens = () => ({
    id: id(now),
    accessToken: { tokenHash: someHash(), scopes: [], audience: [], expiresAt: now + HOUR },
    refreshToken: { tokenHash: someHash(), idleEndsAt: now + 2 * HOUR },
  })
  await Promise.all(
    Array.from({ length: GRANTS_PER_HOUR }, async () => {
      await tenant.beginInteraction({ ...newInteraction(world), id: id(now), now, expiresAt: now + HOUR })
      const key = { kind: 'source', keyHash: someHash(), limit: 10, windowSeconds: 300 }
      await tenant.countAttempt({ keys: [key], now })
      // Its absolute end is a day away.
      await startSession(tenant, person.account, now - 6 * DAY)
      const authorization = await authorize(world, { now })
      const first = tokens()
      expect((await exchange(tenant, authorization, { now, tokens: first })).outcome).toBe('exchanged')
      const presented = { id: first.id, hash: first.refreshToken.tokenHash, value: '' }
      const rest = { now: now + MINUTE, tokens: tokens() }
      expect((await rotate(tenant, presented, authorization.fence, rest)).outcome).toBe('rotated')
    }),
  )
}

async function purgeAll(hub: HubStorage, now: number): Promise<void> {
  while ((await hub.purge({ now, limit: SLICE })).outcome === 'more');
}

/** The 99th percentile of refreshes, one after the other, in milliseconds. */
async function measureRefreshes({ tenant }: World, family: Awaited<ReturnType<typeof authorizeAndExchange>>) {
  let { refreshToken } = family
  const times: number[] = []
  const refreshOnce = async (): Promise<void> => {
    const begun = performance.now()
    const rotated = await rotate(tenant, refreshToken, family.fence)
    times.push(performance.now() - begun)
    expect(rotated.outcome).toBe('rotated')
    ;({ refreshToken } = rotated)
  }
  for (let count = 0; count < MEASURED; count += 1) await refreshOnce()
  return times.toSorted((a, b) => a - b)[Math.ceil(times.length * 0.99) - 1] ?? 0
}

export function purgeUnderLoadTests(openWorld: OpenWorld): void {
  test(
    `OPS-11: records do not pile up in ${HOURS} hours with ${GRANTS_PER_HOUR} grants each`,
    { timeout: 60_000 + 2_000 * GRANTS_PER_HOUR },
    async () => {
      const world = await openWorld()
      let settled = 0
      for (let hour = 0; hour < HOURS; hour += 1) {
        await liveFor(world, hour)
        await purgeAll(world.hub, START + hour * HOUR)
        if (hour === SETTLED_HOURS) settled = await world.under.countRecords()
      }
      expect(settled).toBeGreaterThan(24 * GRANTS_PER_HOUR)
      expect(await world.under.countRecords()).toBeLessThanOrEqual(1.05 * settled)
    },
  )

  test(
    `OPS-11: refreshes do not wait while ${EXPIRED_SESSIONS} expired records are removed`,
    { timeout: 60_000 },
    async () => {
      const world = await openWorld()
      const { tenant, person, hub } = world
      let least = Number.POSITIVE_INFINITY
      let bound = 0
      for (let round = 0; round < ROUNDS && least >= bound; round += 1) {
        const sessions = Array.from({ length: EXPIRED_SESSIONS }, () =>
          startSession(tenant, person.account, START - 30 * DAY),
        )
        await Promise.all(sessions)
        const family = await authorizeAndExchange(world)
        bound = Math.max(50, 4 * (await measureRefreshes(world, family)))
        const another = await authorizeAndExchange(world)
        const [slowest] = await Promise.all([measureRefreshes(world, another), purgeAll(hub, START)])
        least = slowest
      }
      expect(least).toBeLessThan(bound)
    },
  )
}
