import { join } from 'node:path'
import { expect, test } from 'vitest'
import { expectUnavailable } from './expect-outage.ts'
import { type FurnishedHub, startFurnishedHub } from './furnished-hub.ts'
import { refusingDisk } from './refusing-disk.ts'

const preload = join(import.meta.dirname, 'fail-commits.ts')

test('after a failed sync the hub answers what waits, tells why, and exits', { timeout: 60_000 }, async () => {
  const hub = await startFurnishedHub({ settings: { NODE_OPTIONS: `--import=${preload}` } })
  const codes = await hub.obtainCodes(21)
  const kept = await hub.exchange(codes.pop() ?? '')
  expect(kept.status).toBe(200)

  process.kill(hub.process().pid, 'SIGUSR2')
  const begun = performance.now()
  const answers = await Promise.all(codes.map((code) => hub.exchange(code)))
  answers.forEach(expectUnavailable)
  expect(await hub.process().ended).toEqual({ code: 1, signal: null })
  expect(performance.now() - begun).toBeLessThan(2_000)
  const last = hub.process().lines.filter((line) => line.includes('"fatal"'))
  expect(last).toEqual([expect.stringContaining('the storage has ended all service: this process exits')])

  // What was acknowledged is there, and what was refused never happened.
  await hub.startAgain()
  expect((await hub.refresh(kept.body.refresh_token)).status).toBe(200)
  for (const code of codes) expect((await hub.exchange(code)).status).toBe(200)
})

/** Refreshes until that is refused. Answers all that it was told. */
async function refreshUntilRefused(hub: FurnishedHub, code: string) {
  let { status, body } = await hub.exchange(code)
  const accessTokens: (string | undefined)[] = []
  let refreshToken: string | undefined
  while (status === 200) {
    accessTokens.push(body.access_token)
    refreshToken = body.refresh_token
    ;({ status, body } = await hub.refresh(refreshToken))
  }
  expect(status).toBe(503)
  return { accessTokens, refreshToken }
}

test(
  'a disk that refuses a sync takes nothing away that was acknowledged',
  { timeout: 60_000 },
  async ({ annotate }) => {
    const disk = await refusingDisk()
    if (disk === null) {
      await annotate('this user may not mount a file system: the test above stands for it')
      return
    }
    const hub = await startFurnishedHub({ folder: disk.folder })
    const codes = await hub.obtainCodes(16)
    const refreshing = codes.map((code) => refreshUntilRefused(hub, code))
    await hub.exchange('code_any')
    await disk.refuse()
    const families = await Promise.all(refreshing)
    expect(await hub.process().ended).toEqual({ code: 1, signal: null })

    await disk.repair()
    await hub.startAgain()
    for (const { accessTokens, refreshToken } of families) {
      expect(accessTokens.length).toBeGreaterThan(0)
      for (const token of accessTokens) {
        const found = await hub.get('/acme/api/identity/v1', { Authorization: `Bearer ${token}` })
        expect(found.status).toBe(200)
      }
      expect((await hub.refresh(refreshToken)).status).toBe(200)
    }
  },
)
