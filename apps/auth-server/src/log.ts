import pino, { type Logger } from 'pino'

/** JSON lines on stdout, one per event. Nothing secret is ever handed to it; these paths are a second fence. */
export function createLog(level: string): Logger {
  return pino({
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    redact: ['authorization', 'cookie', '*.authorization', '*.cookie', '*.client_secret', '*.code', '*.password'],
  })
}
