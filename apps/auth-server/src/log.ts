import pino, { type Logger } from 'pino'
import { formatRequestLine, type RequestLine } from './http/request-line.ts'

// Lines go out together, at the latest after this time: a system call a line would cost more than the line.
const FLUSH_MILLISECONDS = 100
const FLUSH_CHARACTERS = 8192

export interface Log extends Logger {
  /** The same as `info(line, 'request')`, at a fraction of its cost: there is one for every request. */
  request(line: RequestLine): void
  /** Writes what waits. */
  flushNow(): void
}

/** Takes lines, each with its line break. */
export interface LogDestination {
  write(text: string): unknown
  flushSync(): void
}

/** JSON lines, one per event. Nothing secret is ever handed to it. */
export function createLog(level: string, destination: LogDestination = stdout()): Log {
  const log = pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    destination,
  )
  return Object.assign(log, {
    request(line: RequestLine) {
      if (log.isLevelEnabled('info')) destination.write(formatRequestLine(Date.now(), line))
    },
    flushNow: () => destination.flushSync(),
  })
}

/** Lines wait here and not in pino's destination, which measures all that waits anew with every line. */
function stdout(): LogDestination {
  const output = pino.destination({ dest: 1, sync: true })
  let waiting = ''
  const flush = (): void => {
    if (waiting === '') return
    output.write(waiting)
    waiting = ''
  }
  const flushSync = (): void => {
    flush()
    output.flushSync()
  }
  setInterval(flush, FLUSH_MILLISECONDS).unref()
  // Also when the process ends in a way that nobody planned.
  process.once('exit', flushSync)
  return {
    write(line) {
      waiting += line
      if (waiting.length >= FLUSH_CHARACTERS) flush()
    },
    flushSync,
  }
}
