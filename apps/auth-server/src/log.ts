import pino, { type Logger } from 'pino'

// Lines go out together, at the latest after this time: a system call a line would cost more than the line.
const FLUSH_MILLISECONDS = 100
const FLUSH_BYTES = 8192

export interface Log extends Logger {
  /** Writes what waits. */
  flushNow(): void
}

/** JSON lines on stdout, one per event. Nothing secret is ever handed to it. */
export function createLog(level: string): Log {
  const stdout = pino.destination({ dest: 1, sync: true, minLength: FLUSH_BYTES, periodicFlush: FLUSH_MILLISECONDS })
  const log = pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    stdout,
  )
  const flushNow = (): void => stdout.flushSync()
  // Also when the process ends in a way that nobody planned.
  process.once('exit', flushNow)
  return Object.assign(log, { flushNow })
}
