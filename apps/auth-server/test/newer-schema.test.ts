import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import { expectUnavailable } from './expect-outage.ts'
import { startFurnishedHub } from './furnished-hub.ts'

test('a hub that a newer schema excludes notices by itself, tells why, exits, and does not start again', async () => {
  const hub = await startFurnishedHub()
  const [code] = await hub.obtainCodes(1)
  using database = new DatabaseSync(hub.databaseFile, { timeout: 5_000 })
  const read = database.prepare('SELECT version, minimum_reader FROM schema').get()
  const take = ({ version, minimum_reader }: Record<string, unknown>) =>
    database.prepare('UPDATE schema SET version = ?, minimum_reader = ?').run(Number(version), Number(minimum_reader))
  const newer = { version: 1_000, minimum_reader: 999 }
  take(newer)
  expect(await hub.process().ended).toEqual({ code: 1, signal: null })
  const why = /asks for a release that knows schema 999 or newer; this one knows schema \d+/
  expect(hub.process().lines.filter((line) => line.includes('"fatal"'))).toEqual([expect.stringMatching(why)])
  await expect(hub.startAgain()).rejects.toThrow(why)

  // The release that it asks for finds everything as it was.
  take(read ?? {})
  await hub.startAgain()
  expect((await hub.exchange(code ?? '')).status).toBe(200)
  take(newer)
  expect((await hub.get('/health/ready')).status).toBe(503)
  expectUnavailable(await hub.refresh('rt_any'))
})
