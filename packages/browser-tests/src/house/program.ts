import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync, readFileSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'

const READY_MILLISECONDS = 60_000
const STOP_MILLISECONDS = 15_000
const POLL_MILLISECONDS = 50

export interface Program {
  readonly pid: number
  /** Asks it to stop, and waits until it has; an error when it has to be killed. */
  stop(): Promise<void>
}

/** Starts one of our programs and waits until `readyUrl` answers 200. What it prints goes to `logFile`. */
export async function startProgram({
  main,
  args = [],
  environment,
  logFile,
  readyUrl,
}: {
  readonly main: string
  readonly args?: readonly string[]
  readonly environment: Readonly<Record<string, string>>
  readonly logFile: string
  readonly readyUrl: string
}): Promise<Program> {
  const log = openSync(logFile, 'a')
  const child = spawn(process.execPath, [main, ...args], { env: environment, stdio: ['ignore', log, log] })
  closeSync(log)
  const exited = once(child, 'exit')
  // Whatever ends the tests ends the program.
  const killAtExit = (): boolean => child.kill('SIGKILL')
  process.once('exit', killAtExit)
  child.once('exit', () => process.off('exit', killAtExit))
  const over = (): boolean => child.exitCode !== null || child.signalCode !== null

  const deadline = performance.now() + READY_MILLISECONDS
  while (!(await answers(readyUrl))) {
    if (over() || performance.now() > deadline) {
      child.kill('SIGKILL')
      throw new Error(`${main} ${over() ? 'stopped' : 'was not ready in time'}:\n${readFileSync(logFile, 'utf8')}`)
    }
    await delay(POLL_MILLISECONDS)
  }

  return {
    pid: child.pid ?? 0, // It answered, so it was spawned.
    async stop() {
      if (over()) return
      child.kill('SIGTERM')
      const grace = new AbortController()
      const inTime = await Promise.race([
        exited.then(() => true),
        delay(STOP_MILLISECONDS, false, { signal: grace.signal }),
      ])
      grace.abort()
      if (inTime) return
      child.kill('SIGKILL')
      await exited
      throw new Error(`${main} did not stop when asked to`)
    },
  }
}

async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { redirect: 'manual' })
    await response.body?.cancel()
    return response.status === 200
  } catch {
    return false
  }
}
