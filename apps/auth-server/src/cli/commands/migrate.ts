import { migrateDatabase } from '@identity-hub/storage'
import type { Command } from 'commander'
import { readAdministrationConfig } from '../../config/read-config.ts'
import type { CliContext, ExitCode } from '../cli-context.ts'
import { reportAnswer, reportProblem, reportWarnings } from '../report.ts'
import type { Run } from '../run.ts'

export function migrateCommand(program: Command, run: Run): void {
  program
    .command('migrate')
    .description('bring the database up to date; running hubs go on')
    .action(() => run.task(migrate))
}

async function migrate(context: CliContext, asJson: boolean): Promise<ExitCode> {
  const reading = readAdministrationConfig(context.env, context)
  if (!reading.ok) {
    for (const problem of reading.problems) reportProblem(context, problem)
    return 2
  }
  reportWarnings(context, reading.warnings)
  const versions = await migrateDatabase(reading.config.databaseUrl)
  const text =
    versions.from === versions.to
      ? `The database is up to date, at schema ${versions.to}.`
      : `The database went from schema ${versions.from} to ${versions.to}.`
  reportAnswer(context, { json: versions, text }, asJson)
  return 0
}
