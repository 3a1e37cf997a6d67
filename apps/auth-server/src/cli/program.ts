import { Command } from 'commander'
import type { CliContext } from './cli-context.ts'
import { adminCommands } from './commands/admin.ts'
import { backupCommand } from './commands/backup.ts'
import { clientCommands } from './commands/client/client.ts'
import { consentCommands } from './commands/access/consent.ts'
import { grantCommands } from './commands/access/grant.ts'
import { sessionCommands } from './commands/access/session.ts'
import { throttleCommands } from './commands/access/throttle.ts'
import { demoCommand } from './commands/demo.ts'
import { eventCommands } from './commands/events/event.ts'
import { explainCommand } from './commands/events/explain.ts'
import { statisticsCommand } from './commands/events/statistics.ts'
import { migrateCommand } from './commands/migrate.ts'
import { loginCommand } from './commands/profile/login.ts'
import { logoutCommand } from './commands/profile/logout.ts'
import { whoamiCommand } from './commands/profile/whoami.ts'
import { restoreCommand } from './commands/restore.ts'
import { roleCommands } from './commands/role/role.ts'
import { scopeCommands } from './commands/scope/scope.ts'
import { serveCommand } from './commands/serve.ts'
import { settingsCommands } from './commands/tenant/settings.ts'
import { tenantCommands } from './commands/tenant/tenant.ts'
import { userCommands } from './commands/user/user.ts'
import { examples, missingOptions } from './options.ts'
import type { Run } from './run.ts'

const ON_THE_DATABASE: ReadonlySet<string> = new Set(['serve', 'migrate', 'backup', 'restore', 'demo', 'admin'])

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
  adminCommands(program, run)
  loginCommand(program, run)
  logoutCommand(program, run)
  whoamiCommand(program, run)
  tenantCommands(program, run)
  settingsCommands(program, run)
  clientCommands(program, run)
  scopeCommands(program, run)
  userCommands(program, run)
  roleCommands(program, run)
  sessionCommands(program, run)
  consentCommands(program, run)
  grantCommands(program, run)
  throttleCommands(program, run)
  eventCommands(program, run)
  statisticsCommand(program, run)
  explainCommand(program, run)
  examples(program, 'tenant create acme --name "Acme Ltd"', 'client create --help', 'user list --tenant acme --json')
  program.hook('preAction', (_, command) => {
    const missing = missingOptions(command)
    if (missing.length > 0) command.error(`error: ${missing.join(', ')} ${missing.length === 1 ? 'is' : 'are'} missing`)
    const group = command.parent === program ? command : command.parent
    if (program.getOptionValue('hub') !== undefined && ON_THE_DATABASE.has(group?.name() ?? ''))
      command.error(`error: ${group?.name()} works on the database, and --hub names a hub somewhere else`)
  })
  hintAtHelp(program, 'hub')
  return program
}

/** A complaint ends with where to read more. */
function hintAtHelp(command: Command, path: string): void {
  command.showHelpAfterError(`see ${path} --help`)
  for (const child of command.commands) hintAtHelp(child, `${path} ${child.name()}`)
}
