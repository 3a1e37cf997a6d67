import { resolve } from 'node:path'
import { backupDatabase, type BackupOutcome } from '@identity-hub/storage'
import type { Command } from 'commander'
import type { CliContext, ExitCode } from '../cli-context.ts'
import { examples } from '../options.ts'
import { reportAnswer, reportProblem } from '../report.ts'
import type { Run } from '../run.ts'
import { tellProgress } from '../tell-progress.ts'
import { withDatabase } from '../with-database.ts'

export function backupCommand(program: Command, run: Run): void {
  const command = program
    .command('backup')
    .description('copy the SQLite database into one file; a running hub goes on')
    .argument('<file>', 'the copy; a relative path starts at the workspace')
    .option('--replace', 'put it in the place of a file that is there')
    .action((file: string, { replace = false }: { replace?: boolean }) =>
      run.task((context, asJson) => backup(context, asJson, file, replace)),
    )
  examples(command, 'backup /backups/hub-monday.sqlite', 'backup --replace /backups/hub-latest.sqlite')
}

function backup(context: CliContext, asJson: boolean, file: string, replace: boolean): Promise<ExitCode> {
  return withDatabase(context, async (databaseUrl) => {
    const target = resolve(context.workspaceRoot, file)
    const made = await tellProgress(context, 'copied', (options) =>
      backupDatabase(databaseUrl, target, { ...options, replace }),
    )
    if (made.outcome === 'refused') {
      reportProblem(context, describe(made.reason, databaseUrl, target))
      return 2
    }
    const { bytes, schema } = made
    const text = [
      `Copied the database to ${target} (${(bytes / 1_000_000).toFixed(1)} MB), checked and whole.`,
      `To go back to it: hub restore ${target}`,
    ].join('\n')
    reportAnswer(context, { json: { file: target, bytes, schema }, text }, asJson)
    return 0
  })
}

type Reason = Extract<BackupOutcome, { outcome: 'refused' }>['reason']

function describe(reason: Reason, databaseUrl: string, target: string): string {
  const path = databaseUrl.slice('sqlite:'.length)
  const lines: Readonly<Record<Reason, string>> = {
    'not-sqlite':
      'PostgreSQL makes copies with its own tools, such as pg_dump or pg_basebackup; when you have gone back to one, run hub restore --in-place before you serve from it',
    'no-database': `there is no database at ${path} yet; HUB_DATABASE_URL names another one`,
    'no-folder': `the folder of ${target} is not there; make it first, or write another one`,
    'no-file': `${target} is there and is no file; write the name of a file`,
    exists: `${target} is there already; write another name, or --replace to replace it`,
    'is-the-database': `${target} belongs to the database itself; write the name of another file`,
  }
  return lines[reason]
}
