import { resolve } from 'node:path'
import { describeEvent, newId, randomBytes, type RestoredTenant } from '@identity-hub/core'
import { openStorage, restoreDatabase, type RestoreInput, type RestoreOutcome } from '@identity-hub/storage'
import type { Command } from 'commander'
import type { CliContext, ExitCode } from '../cli-context.ts'
import { examples } from '../options.ts'
import { reportAnswer, reportProblem, table } from '../report.ts'
import type { Run } from '../run.ts'
import { tellProgress } from '../tell-progress.ts'
import { withDatabase } from '../with-database.ts'

export function restoreCommand(program: Command, run: Run): void {
  const command = program
    .command('restore')
    .description('go back to a copy: everybody signs in again, because a copy brings spent tokens back to life')
    .argument('[file]', 'a copy of a SQLite database, to take the place of the one that is there; no hub may run on it')
    .option('--in-place', 'the database was put back already, by its own tools or by a standby that took over')
    .action((file: string | undefined, { inPlace = false }: { inPlace?: boolean }) => {
      if (file === undefined && !inPlace)
        return run.refuse(
          'name the copy, as in hub restore /backups/hub.sqlite; or write --in-place when the database itself was put back already',
        )
      if (file !== undefined && inPlace)
        return run.refuse('--in-place is for a database that was put back already; write the file or --in-place')
      return run.task((context, asJson) =>
        file === undefined ? restoreInPlace(context, asJson) : restore(context, asJson, file),
      )
    })
  examples(command, 'restore /backups/hub-monday.sqlite', 'restore --in-place')
}

function restore(context: CliContext, asJson: boolean, file: string): Promise<ExitCode> {
  return withDatabase(context, async (databaseUrl) => {
    const copy = resolve(context.workspaceRoot, file)
    const restored = await tellProgress(context, 'copied', (options) =>
      restoreDatabase(databaseUrl, copy, input(), options),
    )
    if (restored.outcome === 'refused') {
      reportProblem(context, describe(restored.reason, databaseUrl, copy))
      return 2
    }
    report(context, asJson, restored.tenants, restored.formerDatabase)
    return 0
  })
}

function restoreInPlace(context: CliContext, asJson: boolean): Promise<ExitCode> {
  return withDatabase(context, async (databaseUrl, onWarning) => {
    const hub = await openStorage(databaseUrl, { onWarning })
    try {
      report(context, asJson, await hub.restore(input()), null)
      return 0
    } finally {
      await hub.close()
    }
  })
}

function input(): RestoreInput {
  const now = Date.now()
  const facts = { now, requestId: newId(now, randomBytes), source: null, random: randomBytes }
  return { now, describe: ({ ended }) => [describeEvent(facts, 'tenant.restored', ended, { actor: 'cli' })] }
}

function report(
  context: CliContext,
  asJson: boolean,
  restored: readonly RestoredTenant[],
  formerDatabase: string | null,
): void {
  const tenants = restored.map(({ tenant, ended }) => ({ slug: tenant.slug, ...ended }))
  const rows = tenants.map(({ slug, sessions, grants, codes }) => [slug, `${sessions}`, `${grants}`, `${codes}`])
  const text = [
    'The database is safe to serve from. Ended, by tenant:',
    table(['TENANT', 'SESSIONS', 'GRANTS', 'CODES'], rows, 'There are no tenants.'),
    ...(formerDatabase === null ? [] : [`The former database is ${formerDatabase}; remove it when it is not needed.`]),
  ].join('\n')
  const notes = [
    'What was changed since the copy was made is undone: block, unblock, and replace passwords and secrets again.',
  ]
  reportAnswer(context, { json: { tenants, former_database: formerDatabase }, text, notes }, asJson)
}

type Reason = Extract<RestoreOutcome, { outcome: 'refused' }>['reason']

function describe(reason: Reason, databaseUrl: string, copy: string): string {
  const path = databaseUrl.slice('sqlite:'.length)
  const lines: Readonly<Record<Reason, string>> = {
    'not-sqlite':
      'PostgreSQL goes back with its own tools, such as pg_restore or a base backup; run hub restore --in-place afterwards',
    'no-copy': `there is no file ${copy}; write the name of a copy that hub backup made`,
    'is-the-database': `${copy} is the database itself; hub restore --in-place makes it safe`,
    'not-ours': `${copy} is no copy of a database of Identity Hub; write the name of one that hub backup made`,
    'in-use': `a hub or a command is using ${path}; stop it first`,
    unreadable: `${path} is damaged, so nobody can tell whether a hub is using it; stop the hub, move the file and its -wal and -shm away, and repeat this`,
  }
  return lines[reason]
}
