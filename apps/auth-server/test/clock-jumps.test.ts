import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { startFurnishedHub, temporaryFolder, type FurnishedHub } from './furnished-hub.ts'
import { sendRaw } from './send-raw.ts'

const HOUR_SECONDS = 3600
const HEADER_MILLISECONDS = 16_000
const REFUSED = { status: 400, body: { error: 'invalid_grant' } }

const movableClock = fileURLToPath(new URL('movable-clock.ts', import.meta.url))

/** A hub on a machine whose clock somebody sets. */
async function startWithMovableClock() {
  const folder = await temporaryFolder()
  const clockFile = join(folder, 'clock')
  const set = (seconds: number): void => writeFileSync(clockFile, String(seconds))
  set(0)
  const settings = { CLOCK_FILE: clockFile, NODE_OPTIONS: `--import=${movableClock}` }
  return { hub: await startFurnishedHub({ folder, settings }), set }
}

const apiStatus = async (hub: FurnishedHub, token = ''): Promise<number> =>
  (await hub.get('/acme/api/identity/v1', { Authorization: `Bearer ${token}` })).status

/** Everything that a person and an app do from here on works. */
async function expectAllWell(hub: FurnishedHub): Promise<void> {
  const [code = ''] = await hub.obtainCodes(1)
  const tokens = await hub.exchange(code)
  expect(tokens.status).toBe(200)
  expect(await apiStatus(hub, tokens.body.access_token)).toBe(200)
  const next = await hub.refresh(tokens.body.refresh_token)
  expect(next.status).toBe(200)
  expect(await apiStatus(hub, next.body.access_token)).toBe(200)
  expect(await hub.exchange(code)).toMatchObject(REFUSED)
  expect((await hub.get('/health/ready')).status).toBe(200)
}

describe('A clock that is set', () => {
  test('OPS-05: an hour back revives nothing that was used, and what is new works', { timeout: 60_000 }, async () => {
    const { hub, set } = await startWithMovableClock()
    const [used = '', unused = '', rotated = ''] = await hub.obtainCodes(3)
    expect((await hub.exchange(used)).status).toBe(200)
    const first = await hub.exchange(rotated)
    const second = await hub.refresh(first.body.refresh_token)
    const third = await hub.refresh(second.body.refresh_token)
    expect(third.status).toBe(200)

    set(-HOUR_SECONDS)
    expect(await hub.exchange(used)).toMatchObject(REFUSED)
    expect(await apiStatus(hub, third.body.access_token)).toBe(200)
    expect(await hub.refresh(first.body.refresh_token)).toMatchObject(REFUSED)
    expect(await hub.refresh(third.body.refresh_token)).toMatchObject(REFUSED)
    expect((await hub.exchange(unused)).status).toBe(200)
    await expectAllWell(hub)

    // Also by a process that has never seen the later time.
    const end = hub.process().stop()
    expect(await end).toEqual({ code: 0, signal: null })
    await hub.startAgain()
    expect(await hub.exchange(used)).toMatchObject(REFUSED)
    expect(await hub.exchange(unused)).toMatchObject(REFUSED)
    expect(await hub.refresh(third.body.refresh_token)).toMatchObject(REFUSED)
    await expectAllWell(hub)
  })

  test(
    'OPS-05: an hour ahead ends what is due, and set right again revives none of it',
    { timeout: 60_000 },
    async () => {
      const { hub, set } = await startWithMovableClock()
      const [exchanged = '', unused = ''] = await hub.obtainCodes(2)
      const tokens = await hub.exchange(exchanged)
      expect(await apiStatus(hub, tokens.body.access_token)).toBe(200)

      set(HOUR_SECONDS)
      expect(await hub.exchange(unused)).toMatchObject(REFUSED)
      expect(await apiStatus(hub, tokens.body.access_token)).toBe(401)
      const refreshed = await hub.refresh(tokens.body.refresh_token)
      expect(refreshed.status).toBe(200)
      await expectAllWell(hub)

      set(0)
      expect(await hub.exchange(unused)).toMatchObject(REFUSED)
      expect(await apiStatus(hub, tokens.body.access_token)).toBe(401)
      expect(await apiStatus(hub, refreshed.body.access_token)).toBe(200)
      await expectAllWell(hub)
    },
  )

  test('OPS-05: by an hour in either direction hangs no timer', { timeout: 60_000 }, async () => {
    const { hub, set } = await startWithMovableClock()
    const begun = performance.now()
    // Stuck from before the clock was set.
    const stuck = sendRaw(hub.origin, 'GET /health/live HTTP/1.1\r\nHost: x\r\nX-Never', HEADER_MILLISECONDS + 1_000)
    set(-HOUR_SECONDS)
    await expectAllWell(hub)
    set(HOUR_SECONDS)
    await expectAllWell(hub)
    set(0)
    expect(await stuck).toMatchObject({ status: 408, wasClosed: true })
    expect(performance.now() - begun).toBeLessThan(HEADER_MILLISECONDS)
    const stopping = performance.now()
    expect(await hub.process().stop()).toEqual({ code: 0, signal: null })
    expect(performance.now() - stopping).toBeLessThan(10_000)
  })
})
