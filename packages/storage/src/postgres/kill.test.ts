import { setTimeout as delay } from 'node:timers/promises'
import type { TenantStorage } from '@identity-hub/core'
import { expect, test } from 'vitest'
import { openStorage } from '../index.ts'
import { authorize, type Authorization, exchange, rotate } from '../suite/tokens.ts'
import { populate } from '../suite/world.ts'
import { expectNothingLost, useUntilKilled } from '../testing/kills.ts'
import type { Acknowledged } from '../testing/use-until-killed.ts'
import { useOwnPostgres } from './testing/postgres-server.ts'
import { killServer } from './testing/signal-server.ts'
import { temporaryDatabase } from './testing/temporary-database.ts'

const server = useOwnPostgres()

// More rounds by hand: KILL_ROUNDS=20
const ROUNDS = Number(process.env['KILL_ROUNDS'] ?? 2)
const CODES = 1_000
const IN_FLIGHT = 32
const READY_MILLISECONDS = 2_000

/** Somewhere within the two answers that each code gets. */
const answersBeforeKill = (round: number): number => 50 + ((round * 331) % (CODES + 500))

async function openWithCodes() {
  const { url } = await temporaryDatabase(server())
  const hub = await openStorage(url)
  const world = await populate(hub)
  const codes = await Promise.all(Array.from({ length: CODES }, () => authorize(world)))
  return { url, hub, tenant: world.tenant, codes }
}

test(
  'a hub that is killed loses nothing that it was told, and no code works twice',
  { timeout: 60_000 * ROUNDS },
  async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const { url, hub, codes } = await openWithCodes()
      await hub.close()
      const { acknowledged, signal } = await useUntilKilled(url, codes, answersBeforeKill(round))
      expect(signal).toBe('SIGKILL')

      const since = performance.now()
      const other = await openStorage(url)
      expect(await other.health()).toMatchObject({ status: 'ready' })
      expect(performance.now() - since).toBeLessThan(READY_MILLISECONDS)
      await expectNothingLost(other, codes, acknowledged)
      await other.close()
    }
  },
)

test(
  'a database that is killed loses nothing that it has acknowledged, and the hub goes on as soon as it is back',
  { timeout: 60_000 * ROUNDS },
  async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const { hub, tenant, codes } = await openWithCodes()
      const acknowledged = await useUntilServerIsKilled(tenant, codes, answersBeforeKill(round))
      await server().own.startAgain()

      const since = performance.now()
      while ((await hub.health()).status !== 'ready') await delay(20)
      expect(performance.now() - since).toBeLessThan(READY_MILLISECONDS)
      await expectNothingLost(hub, codes, acknowledged)
      await hub.close()
    }
  },
)

/** Exchanges the codes and refreshes at once, and kills the server in the midst of it. */
async function useUntilServerIsKilled(
  tenant: TenantStorage,
  codes: readonly Authorization[],
  answers: number,
): Promise<readonly Acknowledged[]> {
  const acknowledged: Acknowledged[] = []
  let next = 0
  async function work(): Promise<void> {
    for (let at = next++; at < codes.length; at = next++) {
      const code = codes[at]!
      const exchanged = await exchange(tenant, code)
      expect(exchanged.outcome).toBe('exchanged')
      acknowledge({ at, verb: 'exchange', tokens: exchanged })
      const rotated = await rotate(tenant, exchanged.refreshToken, code.fence)
      expect(rotated.outcome).toBe('rotated')
      acknowledge({ at, verb: 'rotate', tokens: rotated })
    }
  }
  function acknowledge(line: Acknowledged): void {
    acknowledged.push(line)
    if (acknowledged.length === answers) killServer(server().own)
  }
  const ends = await Promise.allSettled(Array.from({ length: IN_FLIGHT }, work))
  const failures = ends.flatMap((end) => (end.status === 'rejected' ? [end.reason as Error] : []))
  expect(failures).toHaveLength(IN_FLIGHT)
  expect(failures.every(({ name }) => name === 'StorageUnavailableError')).toBe(true)
  return acknowledged
}
