import { readAdministrationConfig } from '../../config/read-config.ts'
import { unknownVariableWarnings } from '../../config/variables.ts'
import type { CliContext, ExitCode } from '../cli-context.ts'
import { chooseProfile } from '../profiles/choose-profile.ts'
import { reportProblem, reportWarnings } from '../report.ts'
import { connectDatabase } from './connect-database.ts'
import { connectProfile } from './connect-profile.ts'
import type { Connection } from './connection.ts'

/** What the command line says of the hub that is meant. */
export interface Where {
  /** `--hub` */
  readonly hub: string | undefined
}

export type OpenedConnection =
  | { readonly ok: true; readonly connection: Connection }
  | { readonly ok: false; readonly exitCode: ExitCode }

/**
 * The hub that a command is for: the one that `--hub` names, the database that HUB_DATABASE_URL names, the one that
 * `hub login` chose, or the database that is there unless another one is named.
 */
export async function openConnection(context: CliContext, { hub }: Where): Promise<OpenedConnection> {
  const profile = chooseProfile(context.env, hub)
  if (profile !== null) {
    reportWarnings(context, unknownVariableWarnings(context.env))
    return { ok: true, connection: connectProfile(profile, context.env) }
  }
  const reading = readAdministrationConfig(context.env, context)
  if (!reading.ok) {
    for (const problem of reading.problems) reportProblem(context, problem)
    return { ok: false, exitCode: 2 }
  }
  reportWarnings(context, reading.warnings)
  const connection = await connectDatabase(reading.config, (warning) => reportWarnings(context, [warning]))
  return { ok: true, connection }
}
