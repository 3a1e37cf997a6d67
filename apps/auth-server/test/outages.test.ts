import { rename, rm } from 'node:fs/promises'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as delay } from 'node:timers/promises'
import { expect, test } from 'vitest'
import {
  expectMetadata,
  expectNothingLost,
  expectPromisedAnswers,
  expectRecovery,
  expectUnavailable,
  readiness,
} from './expect-outage.ts'
import { startFurnishedHub } from './furnished-hub.ts'
import { startTokenLoad } from './token-load.ts'

const FAMILIES = 16
const OUTAGE_MILLISECONDS = 2_500

async function startUnderLoad() {
  const hub = await startFurnishedHub()
  const load = startTokenLoad(hub, await hub.obtainCodes(FAMILIES))
  await load.until(({ status }) => status === 200)
  return { hub, load }
}

test(
  'OPS-03: a database that another process keeps to itself is an outage until it lets go',
  { timeout: 60_000 },
  async () => {
    const { hub, load } = await startUnderLoad()
    using other = new DatabaseSync(hub.databaseFile, { timeout: 5_000 })
    other.exec('BEGIN IMMEDIATE')
    const end = performance.now() + OUTAGE_MILLISECONDS
    while (performance.now() < end) {
      await expectMetadata(hub)
      await delay(50)
    }
    expect(await readiness(hub)).toBe(503)
    other.exec('ROLLBACK')
    await expectRecovery(hub, load)
    expectPromisedAnswers(load.answers)
    expect(load.answers.filter(({ status }) => status === 503).length).toBeGreaterThanOrEqual(FAMILIES)
    await expectNothingLost(hub, load)
  },
)

test('REV-09: while nothing can be written no revocation is acknowledged, and afterwards one holds', async () => {
  const hub = await startFurnishedHub()
  const [code = ''] = await hub.obtainCodes(1)
  const { body: tokens } = await hub.exchange(code)
  using other = new DatabaseSync(hub.databaseFile, { timeout: 5_000 })
  other.exec('BEGIN IMMEDIATE')
  for (const token of [tokens.refresh_token, tokens.access_token]) expectUnavailable(await hub.revoke(token))
  other.exec('ROLLBACK')
  const refreshed = await hub.refresh(tokens.refresh_token)
  expect(refreshed.status, 'nothing was revoked').toBe(200)
  expect(await hub.revoke(refreshed.body.refresh_token)).toMatchObject({ status: 200, body: {} })
  expect(await hub.refresh(refreshed.body.refresh_token)).toMatchObject({ body: { error: 'invalid_grant' } })
})

test('a database that was moved away is written to no more, until it is back', { timeout: 60_000 }, async () => {
  const { hub, load } = await startUnderLoad()
  const elsewhere = `${hub.databaseFile}.moved`
  await rename(hub.databaseFile, elsewhere)
  await load.until(({ status }) => status === 503)
  const issued = load.accessTokens.length
  for (const _ of [1, 2, 3]) {
    await load.until(({ status }) => status === 503)
    await expectMetadata(hub)
    expect(await readiness(hub)).toBe(503)
  }
  expect(load.accessTokens).toHaveLength(issued)
  await rename(elsewhere, hub.databaseFile)
  await expectRecovery(hub, load)
  expectPromisedAnswers(load.answers)
  await expectNothingLost(hub, load)
})

test('a database that was deleted gets no more tokens: they would be gone with the process', async () => {
  const { hub, load } = await startUnderLoad()
  await rm(hub.databaseFile)
  await load.until(({ status }) => status === 503)
  await load.stop()
  const answers = await load.finish()
  answers.forEach(expectUnavailable)
  expect(await readiness(hub)).toBe(503)
  expect(hub.process().lines.join('\n')).toContain('was moved away or replaced while the hub was using it')
})
