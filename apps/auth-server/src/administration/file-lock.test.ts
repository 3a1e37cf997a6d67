import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { withFileLock } from './file-lock.ts'

let folder: string
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'hub-lock-'))))
afterEach(() => rmSync(folder, { recursive: true }))

test('one task at a time, and the lock is gone afterwards', async () => {
  const file = join(folder, 'made/lock')
  let running = 0
  const task = async (): Promise<number> => {
    running += 1
    expect(running).toBe(1)
    await new Promise((resolve) => setImmediate(resolve))
    running -= 1
    return running
  }
  expect(await Promise.all([1, 2, 3].map(() => withFileLock(file, 5_000, task)))).toEqual([0, 0, 0])
  expect(existsSync(file)).toBe(false)
})

test('a lock that is held for too long answers busy, and stays', async () => {
  const file = join(folder, 'lock')
  writeFileSync(file, String(process.ppid))
  expect(await withFileLock(file, 100, () => Promise.resolve('done'))).toBe('busy')
  expect(existsSync(file)).toBe(true)
})

test('the lock of a process that no longer lives is taken over', async () => {
  const file = join(folder, 'lock')
  const { pid } = spawnSync(process.execPath, ['--version'])
  writeFileSync(file, String(pid))
  expect(await withFileLock(file, 5_000, () => Promise.resolve('done'))).toBe('done')
})

test('a task that fails lets go', async () => {
  const file = join(folder, 'lock')
  await expect(withFileLock(file, 100, () => Promise.reject(new Error('outage')))).rejects.toThrow('outage')
  expect(existsSync(file)).toBe(false)
})
