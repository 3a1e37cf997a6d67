import { setTimeout as delay } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { expectMetadata, expectNothingLost, expectPromisedAnswers, expectRecovery, readiness } from './expect-outage.ts'
import { startFurnishedHub } from './furnished-hub.ts'
import { type LimitedDisk, smallFiles, smallFileSystem } from './limited-disk.ts'
import { startTokenLoad } from './token-load.ts'

const FAMILIES = 32
const FULL_MILLISECONDS = 1_500

/** Answers what it has seen, so that the test says it. */
async function fillUp(disk: LimitedDisk): Promise<{ readonly issued: number; readonly refused: number }> {
  const hub = await startFurnishedHub({ folder: disk.folder })
  const codes = await hub.obtainCodes(FAMILIES)
  await disk.tighten(hub.process().pid)
  const load = startTokenLoad(hub, codes)
  await load.until(({ status }) => status === 503)
  const end = performance.now() + FULL_MILLISECONDS
  while (performance.now() < end) {
    await expectMetadata(hub)
    expect(await readiness(hub)).toBe(503)
    await delay(50)
  }
  expect((await hub.get('/health/live')).status).toBe(200)

  await disk.relieve(hub.process().pid)
  await expectRecovery(hub, load)
  expectPromisedAnswers(load.answers)
  await expectNothingLost(hub, load)
  const refused = load.answers.filter(({ status }) => status === 503).length
  return { issued: load.accessTokens.length, refused }
}

// A disk is full in one of two ways, and where this user may not mount, one is left. Elsewhere than on Linux nobody can give a
// running process a limit, and take it away again.
describe.runIf(process.platform === 'linux')(
  'OPS-04, TOKEN-13: on a full disk clients are told to come again, and nothing is lost',
  () => {
    test('files that may not grow', { timeout: 60_000 }, async () => {
      const { issued, refused } = await fillUp(await smallFiles())
      expect(issued).toBeGreaterThan(FAMILIES)
      expect(refused).toBeGreaterThan(FAMILIES)
    })

    test('a file system without room', { timeout: 60_000 }, async ({ annotate }) => {
      const disk = await smallFileSystem()
      if (disk === null)
        await annotate('this user may not mount a file system: files that may not grow stand in for it')
      const { issued, refused } = await fillUp(disk ?? (await smallFiles()))
      expect(issued).toBeGreaterThan(FAMILIES)
      expect(refused).toBeGreaterThan(FAMILIES)
    })
  },
)
