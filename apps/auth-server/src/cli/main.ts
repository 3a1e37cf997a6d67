import type { ExitCode } from './cli-context.ts'
import { runCli } from './run-cli.ts'

/** The command line on the real terminal. */
export function main(workspaceRoot: string): Promise<ExitCode> {
  // Whoever reads our output may stop reading, as `head` does.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0)
    process.stderr.write(`error: the answer cannot be written (${error.code ?? error.message})\n`)
    process.exit(1)
  })
  const { stdin, stdout, stderr, env, argv } = process
  return runCli(argv.slice(2), { stdin, stdout, stderr, env, workspaceRoot, onStop: stopOnSignal })
}

// Ctrl-C reaches a process from the terminal and again from the package manager, so only a later one means "at once".
const REPEATED_MILLISECONDS = 1_000

function stopOnSignal(stop: () => void): void {
  let began: number | null = null
  const onSignal = (): void => {
    if (began === null) {
      began = performance.now()
      stop()
    } else if (performance.now() - began > REPEATED_MILLISECONDS) process.exit(1)
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal)
}
