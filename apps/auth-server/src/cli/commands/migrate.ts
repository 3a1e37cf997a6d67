import { migrateDatabase } from '@identity-hub/storage'
import type { Command } from 'commander'
import type { CliContext, ExitCode } from '../cli-context.ts'
import { reportAnswer } from '../report.ts'
import type { Run } from '../run.ts'
import { withDatabase } from '../with-database.ts'

export function migrateCommand(program: Command, run: Run): void {
  program
    .command('migrate')
    .description('bring the database up to date; running hubs go on')
    .action(() => run.task(migrate))
}

function migrate(context: CliContext, asJson: boolean): Promise<ExitCode> {
  return withDatabase(context, async (databaseUrl) => {
    const versions = await migrateDatabase(databaseUrl)
    const text =
      versions.from === versions.to
        ? `The database is up to date, at schema ${versions.to}.`
        : `The database went from schema ${versions.from} to ${versions.to}.`
    reportAnswer(context, { json: versions, text }, asJson)
    return 0
  })
}
