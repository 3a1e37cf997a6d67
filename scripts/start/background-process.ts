import { spawn } from 'node:child_process'
import { closeSync, openSync, readFileSync } from 'node:fs'

// A little longer than the hub takes to answer what it has begun.
const GRACE_MILLISECONDS = 12_000

export interface BackgroundProcess {
  readonly name: string
  readonly logFile: string
  /** Why it ended, in a few words, once it has. */
  readonly ended: Promise<string>
  /** Asks it to stop, waits, and at last makes it. */
  stop(): Promise<void>
}

/** Runs a TypeScript entry point beside us; all that it says goes to a log file of this run. */
export function runInBackground(options: {
  readonly name: string
  readonly logFile: string
  readonly words: readonly string[]
  readonly env: NodeJS.ProcessEnv
}): BackgroundProcess {
  const { name, logFile, words, env } = options
  const log = openSync(logFile, 'w', 0o600)
  const child = spawn(process.execPath, words, { env, stdio: ['ignore', log, log] })
  closeSync(log)
  let isOver = false
  const ended = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message))
    child.once('exit', (code, signal) => {
      isOver = true
      resolve(lastComplaint(logFile) ?? (signal === null ? `exit code ${code}` : `signal ${signal}`))
    })
  })
  return {
    name,
    logFile,
    ended,
    async stop() {
      if (isOver) return
      child.kill('SIGTERM')
      const grace = setTimeout(() => child.kill('SIGKILL'), GRACE_MILLISECONDS)
      await ended
      clearTimeout(grace)
    },
  }
}

/** The last line that was written for people and not for a log. */
function lastComplaint(logFile: string): string | null {
  const lines = readFileSync(logFile, 'utf8').trim().split('\n')
  const last = lines.findLast((line) => line !== '' && !line.startsWith('{'))
  return last?.replace(/^error: /, '') ?? null
}
