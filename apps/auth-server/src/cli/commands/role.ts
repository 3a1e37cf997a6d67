import type { Command } from 'commander'
import { done, type Administration, type Result } from '../../administration/administration.ts'
import { assignRole, removeRole, type RoleInput } from '../../administration/assign-role.ts'
import type { UserChange } from '../../administration/users/user.ts'
import { examples, mandatory, single, tenantOption } from '../options.ts'
import type { Run } from '../run.ts'

type ChangeRole = (administration: Administration, input: RoleInput) => Promise<Result<UserChange>>

export function roleCommands(program: Command, run: Run): void {
  const role = program.command('role').description('what a user must have before they can grant some scopes')
  roleCommand(role, run, {
    name: 'assign',
    description: 'give a user a role',
    change: assignRole,
    tell: (user, name, changed) =>
      changed ? `The user ${user} has the role ${name}.` : `The user ${user} had the role ${name} already.`,
  })
  roleCommand(role, run, {
    name: 'remove',
    description: 'take a role away; grants that rest on it end at their next use',
    change: removeRole,
    tell: (user, name) => `The user ${user} no longer has the role ${name}.`,
  })
}

interface RoleCommand {
  readonly name: 'assign' | 'remove'
  readonly description: string
  readonly change: ChangeRole
  readonly tell: (user: string, role: string, changed: boolean) => string
}

function roleCommand(parent: Command, run: Run, { name, description, change, tell }: RoleCommand): void {
  const command = parent
    .command(name)
    .description(description)
    .addOption(tenantOption())
    .addOption(mandatory(single('--user <email>', 'the user')))
    .argument('<role>', 'the role, compared byte for byte')
    .action((role: string, { tenant, user }: { tenant: string; user: string }) =>
      run.administer(async (administration) => {
        const result = await change(administration, { tenant, email: user, role })
        if (!result.ok) return result
        const { account, roles, changed } = result.value
        const email = account.emailAddress ?? account.userName
        return done({ json: { user: email, roles }, text: tell(email, role, changed) })
      }),
    )
  examples(command, `role ${name} --tenant acme --user ada@acme.example clerk`)
}
