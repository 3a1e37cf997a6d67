import type { Command } from 'commander'
import { collect } from '../../collect.ts'
import { examples, limitOption, single, tenantOption } from '../../options.ts'
import { table } from '../../report.ts'
import type { Run } from '../../run.ts'
import { emailOf } from '../../views.ts'
import { findUser } from '../user/find-user.ts'
import { filterOf, type AccessFilter } from './access-filter.ts'

export function sessionCommands(program: Command, run: Run): void {
  const session = program.command('session').description('where people are signed in')
  session
    .command('list')
    .description('list live sessions, the newest first')
    .addOption(tenantOption())
    .addOption(single('--user <email>', 'only theirs'))
    .addOption(limitOption())
    .action(({ limit, ...options }: AccessFilter & { limit?: number }) =>
      run.manage(async (hub) => {
        const sessions = await collect(hub.of(options.tenant).listSessions, await filterOf(hub, options), limit)
        const rows = sessions.map((one) => [
          one.id,
          one.user_id,
          one.last_seen_at,
          one.address ?? '',
          one.user_agent ?? '',
        ])
        const text = table(['ID', 'USER', 'LAST SEEN', 'ADDRESS', 'BROWSER'], rows, 'Nobody is signed in.')
        return { json: sessions, text }
      }),
    )
  endCommand(session, run)
}

function endCommand(parent: Command, run: Run): void {
  const command = parent
    .command('end')
    .description('sign somebody out, in one browser or everywhere; what apps were granted stays')
    .addOption(tenantOption())
    .argument('[session_id]', 'the session')
    .addOption(single('--user <email>', 'all of theirs'))
    .action((sessionId: string | undefined, { tenant, user: named }: AccessFilter) => {
      if ((sessionId === undefined) === (named === undefined))
        return run.refuse('name one session, or a user with --user, as in: hub session end --tenant acme <session_id>')
      return run.manage(async (hub) => {
        const client = hub.of(tenant)
        if (named === undefined) {
          await client.endSession({ path: { session_id: sessionId ?? '' } })
          return { json: { session_id: sessionId, ended: true }, text: `The session ${sessionId} has ended.` }
        }
        const user = await findUser(client, tenant, named)
        await client.endUserSessions({ path: { user_id: user.id } })
        return {
          json: { user: emailOf(user), ended: true },
          text: `The user ${emailOf(user)} is signed out everywhere.`,
        }
      })
    })
  examples(
    command,
    'session end --tenant acme 01kb3m7qg8x0v4c2t9rj5hzd6e',
    'session end --tenant acme --user ada@acme.example',
  )
}
