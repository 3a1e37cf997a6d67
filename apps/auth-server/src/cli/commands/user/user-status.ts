import type { Command } from 'commander'
import { examples, tenantOption } from '../../options.ts'
import type { Run } from '../../run.ts'
import { viewUser } from '../../views.ts'
import { findUser } from './find-user.ts'

interface StatusCommand {
  readonly name: 'block' | 'unblock' | 'archive' | 'restore'
  readonly description: string
  /** What follows `The user ada@acme.example`. */
  readonly changed: string
  readonly unchanged: string
}

const COMMANDS: readonly StatusCommand[] = [
  {
    name: 'block',
    description: 'end all sessions and access for good',
    changed: 'is blocked. Their sessions and grants have ended.',
    unchanged: 'was blocked already.',
  },
  {
    name: 'unblock',
    description: 'let them sign in again; what ended stays ended',
    changed: 'is no longer blocked and can sign in again.',
    unchanged: 'was not blocked.',
  },
  {
    name: 'archive',
    description: 'the same as blocking, for somebody who has left: lists leave them out',
    changed: 'is archived. Their sessions and grants have ended.',
    unchanged: 'was archived already.',
  },
  {
    name: 'restore',
    description: 'out of the archive; what ended stays ended',
    changed: 'is out of the archive and can sign in again.',
    unchanged: 'was not archived.',
  },
]

export function userStatusCommands(parent: Command, run: Run): void {
  for (const command of COMMANDS) statusCommand(parent, run, command)
}

function statusCommand(parent: Command, run: Run, { name, description, changed, unchanged }: StatusCommand): void {
  const command = parent
    .command(name)
    .description(description)
    .addOption(tenantOption())
    .argument('<email>', 'the user, or their id')
    .action((named: string, { tenant }: { tenant: string }) =>
      run.manage(async (hub) => {
        const client = hub.of(tenant)
        const before = await findUser(client, tenant, named)
        const { body } = await client[`${name}User`]({ path: { user_id: before.id } })
        const view = viewUser(body)
        return { json: view, text: `The user ${view.email} ${before.status === body.status ? unchanged : changed}` }
      }),
    )
  examples(command, `user ${name} --tenant acme ada@acme.example`)
}
