import { pino, type Logger } from 'pino'

/** Where an app listens. */
interface Listening {
  readonly host: string
  readonly port: number
}

export interface AppProgram<Configuration extends Listening> {
  /** In the log. */
  readonly name: string
  /** At the beginning of a sentence. */
  readonly subject: string
  readonly read: () =>
    | { readonly ok: true; readonly configuration: Configuration }
    | { readonly ok: false; readonly problems: readonly string[] }
  readonly start: (configuration: Configuration, log: Logger) => Promise<{ stop(): Promise<void> }>
  /** What the log tells of it once it listens. */
  readonly describe: (configuration: Configuration) => Readonly<Record<string, unknown>>
}

/** Reads the environment and starts, until a signal comes. Answers the exit code, which is 0 as long as it runs. */
export async function runApp<Configuration extends Listening>(program: AppProgram<Configuration>): Promise<number> {
  const read = program.read()
  if (!read.ok) return fail(2, read.problems)
  const { configuration } = read
  const log = pino({ name: program.name })
  let app: { stop(): Promise<void> }
  try {
    app = await program.start(configuration, log)
  } catch (error) {
    return fail(1, [startProblem(error, program.subject, configuration)])
  }
  let isStopping = false

  async function stop(signal: string): Promise<void> {
    if (isStopping) return
    isStopping = true
    log.info({ signal }, 'stopping')
    await app.stop()
    log.info('stopped')
  }

  // Not once: Ctrl-C reaches a process directly and through its parent, and the second must not cut the first short.
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop(signal))
  log.info(program.describe(configuration), 'listening')
  return 0
}

function startProblem(error: unknown, subject: string, { host, port }: Listening): string {
  if (!(error instanceof Error)) return `${subject} cannot start.`
  const isBusy = 'code' in error && error.code === 'EADDRINUSE'
  return isBusy ? `Port ${port} on ${host} is in use already.` : `${subject} cannot start: ${error.message}`
}

function fail(exitCode: number, lines: readonly string[]): number {
  process.stderr.write(`${lines.join('\n')}\n`)
  return exitCode
}
