import { Command } from 'commander'
import type { CliContext } from './cli-context.ts'
import { backupCommand } from './commands/backup.ts'
import { clientCommands } from './commands/client.ts'
import { consentCommands } from './commands/consent.ts'
import { demoCommand } from './commands/demo.ts'
import { migrateCommand } from './commands/migrate.ts'
import { restoreCommand } from './commands/restore.ts'
import { roleCommands } from './commands/role.ts'
import { scopeCommands } from './commands/scope.ts'
import { serveCommand } from './commands/serve.ts'
import { tenantCommands } from './commands/tenant.ts'
import { userCommands } from './commands/user.ts'
import { examples, missingOptions } from './options.ts'
import type { Run } from './run.ts'

/** All commands, in the order in which help lists them. */
export function createProgram(run: Run, context: CliContext, configure: (command: Command) => void): Command {
  const program = new Command('hub')
    .description('Identity Hub, a multi-tenant OAuth 2.0 authorization server')
    .option('--json', 'answer with one JSON document on stdout')
    .option('--hub <url>', 'the hub to administer, over its API; see hub login')
    .option('--yes', 'go on without asking')
    .configureHelp({ showGlobalOptions: true })
  configure(program)

  serveCommand(program, run)
  migrateCommand(program, run)
  backupCommand(program, run)
  restoreCommand(program, run)
  demoCommand(program, run, context)
  tenantCommands(program, run)
  clientCommands(program, run)
  scopeCommands(program, run)
  userCommands(program, run)
  roleCommands(program, run)
  consentCommands(program, run)
  examples(program, 'tenant create acme --name "Acme Ltd"', 'client create --help', 'user list --tenant acme --json')
  program.hook('preAction', (_, command) => {
    const missing = missingOptions(command)
    if (missing.length > 0) command.error(`error: ${missing.join(', ')} ${missing.length === 1 ? 'is' : 'are'} missing`)
  })
  hintAtHelp(program, 'hub')
  return program
}

/** A complaint ends with where to read more. */
function hintAtHelp(command: Command, path: string): void {
  command.showHelpAfterError(`see ${path} --help`)
  for (const child of command.commands) hintAtHelp(child, `${path} ${child.name()}`)
}
