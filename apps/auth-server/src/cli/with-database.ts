import { readAdministrationConfig } from '../config/read-config.ts'
import type { CliContext, ExitCode } from './cli-context.ts'
import { reportProblem, reportWarnings } from './report.ts'

/** For commands that work on the database as a whole. */
export async function withDatabase(
  context: CliContext,
  work: (databaseUrl: string, onWarning: (warning: string) => void) => Promise<ExitCode>,
): Promise<ExitCode> {
  const reading = readAdministrationConfig(context.env, context)
  if (!reading.ok) {
    for (const problem of reading.problems) reportProblem(context, problem)
    return 2
  }
  reportWarnings(context, reading.warnings)
  return work(reading.config.databaseUrl, (warning) => reportWarnings(context, [warning]))
}
