import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'

const ASK_AGAIN_MILLISECONDS = 50

/**
 * Runs a task while no other process holds the lock, or answers `busy` when one holds it for too long. The lock of a
 * process that no longer lives is taken over.
 */
export async function withFileLock<T>(
  file: string,
  patienceMilliseconds: number,
  task: () => Promise<T>,
): Promise<T | 'busy'> {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  const end = performance.now() + patienceMilliseconds
  while (!take(file)) {
    if (!isHeld(file)) rmSync(file, { force: true })
    else if (performance.now() > end) return 'busy'
    else await delay(ASK_AGAIN_MILLISECONDS)
  }
  try {
    return await task()
  } finally {
    rmSync(file, { force: true })
  }
}

function take(file: string): boolean {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx', mode: 0o600 })
    return true
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false
    throw error
  }
}

function isHeld(file: string): boolean {
  let holder: number
  try {
    holder = Number(readFileSync(file, 'utf8'))
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return false
    throw error
  }
  // Just made, and the number is still to be written.
  if (!Number.isInteger(holder) || holder <= 0) return true
  try {
    process.kill(holder, 0)
    return true
  } catch (error) {
    return codeOf(error) === 'EPERM'
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined
}
