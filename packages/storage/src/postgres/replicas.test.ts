import { expect, test, vi } from 'vitest'
import { migrateDatabase } from '../index.ts'
import { START } from '../suite/fixtures.ts'
import { authorize, authorizeAndExchange, exchange, rotate } from '../suite/tokens.ts'
import { makeWorld, openTenant } from '../suite/world.ts'
import { OWN_VERSION } from './migrations/migrations.ts'
import { createFreshOpener } from './testing/open-fresh.ts'
import { temporaryDatabase } from './testing/temporary-database.ts'
import { usePostgres } from './testing/postgres-server.ts'

vi.setConfig({ testTimeout: 60_000 })

const server = usePostgres()
const openFresh = createFreshOpener(server)

const count = (outcomes: readonly { outcome: string }[], outcome: string): number =>
  outcomes.filter((one) => one.outcome === outcome).length

async function openTwo() {
  const under = await openFresh()
  const world = await makeWorld(under)
  const second = await openTenant(await under.openSecond(), 'acme')
  return { under, world, at: (place: number) => (place % 2 === 0 ? world.tenant : second) }
}

test('1,000 parallel redemptions of one code at two replicas: one succeeds, and none is told of an outage', async () => {
  const { under, world, at } = await openTwo()
  const authorization = await authorize(world)
  const outcomes = await Promise.all(Array.from({ length: 1_000 }, (_, place) => exchange(at(place), authorization)))
  expect(count(outcomes, 'exchanged')).toBe(1)
  expect(count(outcomes, 'replayed')).toBe(1)
  expect(count(outcomes, 'dead')).toBe(998)
  await under.dispose()
})

test('1,000 parallel refreshes of one token at two replicas: one successor, and the same answer for all', async () => {
  const { under, world, at } = await openTwo()
  const { refreshToken, fence } = await authorizeAndExchange(world)
  const outcomes = await Promise.all(
    Array.from({ length: 1_000 }, (_, place) => rotate(at(place), refreshToken, fence)),
  )
  const winner = outcomes.find(({ outcome }) => outcome === 'rotated')
  expect(count(outcomes, 'rotated')).toBe(1)
  expect(count(outcomes, 'repeat')).toBe(999)
  const answers = outcomes.flatMap((one) => (one.outcome === 'repeat' ? [Buffer.from(one.retryAnswer)] : []))
  expect(answers.every((answer) => winner?.sealed !== undefined && answer.equals(winner.sealed))).toBe(true)
  await under.dispose()
})

test('two replicas use up the same codes and tokens, and each is used once', async () => {
  const { under, world, at } = await openTwo()
  const codes = await Promise.all(Array.from({ length: 100 }, () => authorize(world)))
  const exchanged = await Promise.all(
    [...codes, ...codes].map((code, place) => exchange(at(Math.floor(place / 100)), code)),
  )
  expect(count(exchanged, 'exchanged')).toBe(100)
  expect(count(exchanged, 'replayed')).toBe(100)
  await under.dispose()
})

test('attempts are counted together', async () => {
  const { under, at } = await openTwo()
  const keys = [{ kind: 'account', keyHash: 'ab'.repeat(32), limit: 5, windowSeconds: 60 }]
  const outcomes = await Promise.all(
    Array.from({ length: 40 }, (_, place) => at(place).countAttempt({ keys, now: START })),
  )
  expect(count(outcomes, 'allowed')).toBe(5)
  await under.dispose()
})

test('of replicas that start on an empty database at once, one makes the schema, and each has the whole', async () => {
  const { url } = await temporaryDatabase(server())
  // Each step is taken by whoever comes to it first.
  const steps = await Promise.all(Array.from({ length: 8 }, () => migrateDatabase(url)))
  expect(steps.filter(({ from }) => from === 0)).toHaveLength(1)
  expect(steps.map(({ to }) => to)).toEqual(steps.map(() => OWN_VERSION))
})
