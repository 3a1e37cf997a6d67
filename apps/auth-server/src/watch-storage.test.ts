import { mkdtemp, rename, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { openStorage } from '@identity-hub/storage'
import pino from 'pino'
import { expect, onTestFinished, test, vi } from 'vitest'
import { watchStorage } from './watch-storage.ts'

test('tells once when the storage goes away, and once when it is back', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'hub-watch-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const path = join(folder, 'hub.sqlite')
  const hub = await openStorage(`sqlite:${path}`)
  onTestFinished(() => hub.close())
  let looks = 0
  const counted = {
    health: () => {
      looks += 1
      return hub.health()
    },
  }
  const lines: string[] = []
  const stream = new Writable({
    write(line, _encoding, callback) {
      lines.push((JSON.parse(String(line)) as { msg: string }).msg) // pino writes one object a line
      callback()
    },
  })
  const stop = watchStorage(counted, pino(stream), 5)
  const lookTimes = async (times: number) => {
    const until = looks + times
    await vi.waitFor(() => expect(looks).toBeGreaterThanOrEqual(until))
  }

  await lookTimes(3)
  expect(lines).toEqual([])
  await rename(path, `${path}.moved`)
  await lookTimes(3)
  expect(lines).toEqual(['the storage is not ready'])
  await rename(`${path}.moved`, path)
  await lookTimes(3)
  expect(lines).toEqual(['the storage is not ready', 'the storage is ready again'])
  stop()
})
