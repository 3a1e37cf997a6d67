import { pino } from 'pino'
import { readEnvironment, type Configuration } from './environment.ts'
import { startConsumer, type RunningConsumer } from './start-consumer.ts'

/** Reads the environment and starts. Answers the exit code, which is 0 as long as it runs. */
export async function main(workspaceRoot: string): Promise<number> {
  const read = readEnvironment(process.env, workspaceRoot)
  if (!read.ok) return fail(2, read.problems)
  const { configuration } = read
  const { origin, issuer, host, port } = configuration
  const log = pino({ name: 'consumer' })
  let consumer: RunningConsumer
  try {
    consumer = await startConsumer(configuration, log)
  } catch (error) {
    return fail(1, [startProblem(error, configuration)])
  }
  let isStopping = false

  async function stop(signal: string): Promise<void> {
    if (isStopping) return
    isStopping = true
    log.info({ signal }, 'stopping')
    await consumer.stop()
    log.info('stopped')
  }

  // Not once: Ctrl-C reaches a process directly and through its parent, and the second must not cut the first short.
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop(signal))
  log.info({ origin, issuer, host, port }, 'listening')
  return 0
}

function startProblem(error: unknown, { host, port }: Configuration): string {
  if (!(error instanceof Error)) return 'The consumer cannot start.'
  const isBusy = 'code' in error && error.code === 'EADDRINUSE'
  return isBusy ? `Port ${port} on ${host} is in use already.` : `The consumer cannot start: ${error.message}`
}

function fail(exitCode: number, lines: readonly string[]): number {
  process.stderr.write(`${lines.join('\n')}\n`)
  return exitCode
}
