import { expect, test } from 'vitest'
import { openStorage } from '../index.ts'
import { authorize } from '../suite/tokens.ts'
import { populate } from '../suite/world.ts'
import { expectNothingLost, useUntilKilled } from '../testing/kills.ts'
import { temporaryFolder } from './testing/temporary-folder.ts'

// More rounds by hand: KILL_ROUNDS=100
const ROUNDS = Number(process.env['KILL_ROUNDS'] ?? 4)
const CODES = 2_000

test(
  `a process that is killed loses nothing that it was told, and no code works twice, ${ROUNDS} kills`,
  { timeout: 60_000 * ROUNDS },
  async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const url = `sqlite:${await temporaryFolder()}/hub.sqlite`
      const before = await openStorage(url)
      const world = await populate(before)
      const codes = await Promise.all(Array.from({ length: CODES }, () => authorize(world)))
      await before.close()

      const { acknowledged, signal } = await useUntilKilled(url, codes, 50 + round * 331)
      expect(signal).toBe('SIGKILL')

      const hub = await openStorage(url)
      await expectNothingLost(hub, codes, acknowledged)
      await hub.close()
    }
  },
)
