import type { Command } from 'commander'
import { readConfig } from '../../config/read-config.ts'
import type { HubConfig } from '../../config/hub-config.ts'
import type { CliContext, ExitCode } from '../cli-context.ts'
import { reportProblem, reportWarnings } from '../report.ts'
import type { Run } from '../run.ts'

export function serveCommand(program: Command, run: Run): void {
  program
    .command('serve')
    .description('bring the database up to date and serve until stopped; settings come from HUB_… variables')
    .action(() => run.task((context) => serveUntilStopped(context)))
}

async function serveUntilStopped(context: CliContext): Promise<ExitCode> {
  const reading = readConfig(context.env, context)
  if (!reading.ok) {
    for (const problem of reading.problems) reportProblem(context, problem)
    return 2
  }
  reportWarnings(context, reading.warnings)
  // The server and all that it needs are loaded for this one command only.
  const { serve } = await import('../../serve.ts')
  const stopped = new Promise<void>((resolve) => context.onStop(resolve))
  let hub
  try {
    hub = await serve(reading.config)
  } catch (error) {
    const problem = listenProblem(error, reading.config)
    if (problem === null) throw error
    reportProblem(context, problem)
    return 1
  }
  await stopped
  await hub.close()
  return 0
}

function listenProblem(error: unknown, { host, port }: HubConfig): string | null {
  switch (error instanceof Error && 'code' in error ? error.code : null) {
    case 'EADDRINUSE':
      return `port ${port} on ${host} is in use; stop what uses it, or set HUB_PORT to another one`
    case 'EACCES':
      return `this user may not listen on port ${port}; set HUB_PORT to one above 1023`
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `${host} is no address of this machine; set HUB_HOST to one, such as 127.0.0.1`
    default:
      return null
  }
}
