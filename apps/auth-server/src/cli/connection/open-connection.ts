import { readAdministrationConfig } from '../../config/read-config.ts'
import type { CliContext, ExitCode } from '../cli-context.ts'
import { reportProblem, reportWarnings } from '../report.ts'
import { connectDatabase } from './connect-database.ts'
import type { Connection } from './connection.ts'

/** What the command line says of the hub that is meant. */
export interface Where {
  /** `--hub` */
  readonly hub: string | undefined
}

export type OpenedConnection =
  | { readonly ok: true; readonly connection: Connection }
  | { readonly ok: false; readonly exitCode: ExitCode }

/** The hub that a command is for. */
export async function openConnection(context: CliContext, _where: Where): Promise<OpenedConnection> {
  const reading = readAdministrationConfig(context.env, context)
  if (!reading.ok) {
    for (const problem of reading.problems) reportProblem(context, problem)
    return { ok: false, exitCode: 2 }
  }
  reportWarnings(context, reading.warnings)
  const connection = await connectDatabase(reading.config, (warning) => reportWarnings(context, [warning]))
  return { ok: true, connection }
}
