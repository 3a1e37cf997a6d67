import { expect, test } from 'vitest'
import { newAccount, newClient, START } from '../fixtures.ts'
import { authorize, authorizeAndExchange, exchange, rotate } from '../tokens.ts'
import { openTenant, type OpenWorld, type World } from '../world.ts'

const MANY = 200

const count = (outcomes: readonly { outcome: string }[], outcome: string) =>
  outcomes.filter((one) => one.outcome === outcome).length

/** Requests that reach two processes in turns. */
async function openBoth({ tenant, under }: World) {
  const second = await openTenant(await under.openSecond(), 'acme')
  return (at: number) => (at % 2 === 0 ? tenant : second)
}

export function parallelTests(openWorld: OpenWorld): void {
  test.each(['one process', 'two processes'])(
    '200 exchanges of one code in %s: one wins, and is dead',
    async (where) => {
      const world = await openWorld()
      const tenantAt = where === 'one process' ? () => world.tenant : await openBoth(world)
      const authorization = await authorize(world)
      const outcomes = await Promise.all(Array.from({ length: MANY }, (_, at) => exchange(tenantAt(at), authorization)))
      expect(count(outcomes, 'exchanged')).toBe(1)
      expect(count(outcomes, 'replayed')).toBe(1)
      expect(count(outcomes, 'dead')).toBe(MANY - 2)
      for (const { accessToken, refreshToken, outcome } of outcomes) {
        const access = await world.tenant.findAccessToken({ id: accessToken.id, tokenHash: accessToken.hash })
        const refresh = await world.tenant.findRefreshToken(refreshToken.id)
        const revoked = { outcome: 'found', standing: { grant: { revokedReason: 'code_replayed' } } }
        const expected = outcome === 'exchanged' ? revoked : { outcome: 'unknown' }
        expect([access, refresh]).toMatchObject([expected, expected])
      }
    },
  )

  test('200 exchanges with wrong hashes beside the right one leave its tokens alive', async () => {
    const world = await openWorld()
    const authorization = await authorize(world)
    const outcomes = await Promise.all(
      Array.from({ length: MANY }, (_, at) =>
        exchange(world.tenant, authorization, at === 100 ? {} : { codeHash: `${at}`.padStart(64, '0') }),
      ),
    )
    expect(count(outcomes, 'exchanged')).toBe(1)
    expect(count(outcomes, 'unknown')).toBe(MANY - 1)
    const { refreshToken } = outcomes.find(({ outcome }) => outcome === 'exchanged') ?? {}
    expect(refreshToken && (await rotate(world.tenant, refreshToken, authorization.fence))).toMatchObject({
      outcome: 'rotated',
    })
  })

  test.each(['one process', 'two processes'])(
    '200 strict refreshes of one token in %s: one wins, and is dead',
    async (where) => {
      const world = await openWorld()
      const tenantAt = where === 'one process' ? () => world.tenant : await openBoth(world)
      const { refreshToken, fence } = await authorizeAndExchange(world)
      const outcomes = await Promise.all(
        Array.from({ length: MANY }, (_, at) => rotate(tenantAt(at), refreshToken, fence, { retryWindowSeconds: 0 })),
      )
      expect(count(outcomes, 'rotated')).toBe(1)
      expect(count(outcomes, 'reused')).toBe(1)
      expect(count(outcomes, 'dead')).toBe(MANY - 2)
      for (const one of outcomes)
        expect(await rotate(world.tenant, one.refreshToken, fence)).toMatchObject({
          outcome: one.outcome === 'rotated' ? 'dead' : 'unknown',
        })
    },
  )

  test.each(['one process', 'two processes'])(
    '200 refreshes of one token within the window in %s: one successor',
    async (where) => {
      const world = await openWorld()
      const tenantAt = where === 'one process' ? () => world.tenant : await openBoth(world)
      const { refreshToken, fence } = await authorizeAndExchange(world)
      const outcomes = await Promise.all(
        Array.from({ length: MANY }, (_, at) => rotate(tenantAt(at), refreshToken, fence)),
      )
      const winner = outcomes.find(({ outcome }) => outcome === 'rotated')
      expect(count(outcomes, 'rotated')).toBe(1)
      expect(count(outcomes, 'repeat')).toBe(MANY - 1)
      for (const one of outcomes.filter((each) => each !== winner)) {
        expect(one.outcome === 'repeat' && Buffer.from(one.retryAnswer)).toEqual(winner?.sealed)
        expect(await world.tenant.findRefreshToken(one.refreshToken.id)).toEqual({ outcome: 'unknown' })
      }
      const next = winner && (await rotate(world.tenant, winner.refreshToken, fence))
      expect(next).toMatchObject({ outcome: 'rotated' })
      expect(await rotate(world.tenant, refreshToken, fence)).toMatchObject({ outcome: 'reused' })
    },
  )

  test('many families at once each get their own outcome', async () => {
    const world = await openWorld()
    const families = await Promise.all(Array.from({ length: MANY }, () => authorizeAndExchange(world)))
    const rotated = await Promise.all(
      families.map(({ refreshToken, fence }) => rotate(world.tenant, refreshToken, fence)),
    )
    expect(count(rotated, 'rotated')).toBe(MANY)
    const again = await Promise.all(
      rotated.map(({ refreshToken }, at) => rotate(world.tenant, refreshToken, families[at]!.fence)),
    )
    expect(count(again, 'rotated')).toBe(MANY)
  })

  test('a broken constraint fails its own verb and no other of the batch', async () => {
    const world = await openWorld()
    const { accessToken: taken } = await authorizeAndExchange(world)
    const authorizations = await Promise.all(Array.from({ length: 20 }, () => authorize(world)))
    const results = await Promise.allSettled(
      authorizations.map((one, at) => exchange(world.tenant, one, at % 5 === 0 ? { tokens: { id: taken.id } } : {})),
    )
    expect(results.map(({ status }) => status === 'fulfilled')).toEqual(results.map((_, at) => at % 5 !== 0))
    const later = await Promise.all(authorizations.map((one) => exchange(world.tenant, one)))
    expect(later.map(({ outcome }) => outcome)).toEqual(
      results.map(({ status }) => (status === 'fulfilled' ? 'replayed' : 'exchanged')),
    )
  })

  test('of accounts, clients and tenants made at the same moment under one name, one is made', async () => {
    const world = await openWorld()
    const tenantAt = await openBoth(world)
    const twenty = Array.from({ length: 20 })
    const accounts = await Promise.all(
      twenty.map((_, at) => tenantAt(at).createAccount({ account: newAccount('ada'), passwordHash: null, now: START })),
    )
    const clients = await Promise.all(
      twenty.map((_, at) =>
        tenantAt(at).createClient({ client: newClient({ clientId: 'app' }), missingScopes: [], now: START }),
      ),
    )
    for (const outcomes of [accounts, clients]) {
      expect(count(outcomes, 'created')).toBe(1)
      expect(count(outcomes, 'exists')).toBe(19)
    }
  })
}
