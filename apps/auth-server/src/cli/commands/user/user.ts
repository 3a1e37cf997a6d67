import type * as wire from '@identity-hub/api-types/management'
import type { Command } from 'commander'
import { collect } from '../../collect.ts'
import { given } from '../../given.ts'
import { choice, limitOption, single, tenantOption } from '../../options.ts'
import { table } from '../../report.ts'
import type { Run } from '../../run.ts'
import { emailOf, viewUser } from '../../views.ts'
import { describeUser } from './describe-user.ts'
import { findUser } from './find-user.ts'
import { userClaimsCommand } from './user-claims.ts'
import { userCreateCommand } from './user-create.ts'
import { userDataCommands } from './user-data.ts'
import { userPasswordCommands } from './user-password.ts'
import { userStatusCommands } from './user-status.ts'
import { userUpdateCommand } from './user-update.ts'

interface TenantOption {
  readonly tenant: string
}

export function userCommands(program: Command, run: Run): void {
  const user = program.command('user').description('a person who signs in')
  userCreateCommand(user, run)
  listCommand(user, run)
  user
    .command('show')
    .description('show a user')
    .addOption(tenantOption())
    .argument('<email>', 'the user, or their id')
    .action((named: string, { tenant }: TenantOption) =>
      run.manage(async (hub) => {
        const { etag: _etag, ...found } = await findUser(hub.of(tenant), tenant, named)
        return { json: found, text: describeUser(found) }
      }),
    )
  userUpdateCommand(user, run)
  userClaimsCommand(user, run)
  user
    .command('roles')
    .description('list the roles that a user has')
    .addOption(tenantOption())
    .argument('<email>', 'the user, or their id')
    .action((named: string, { tenant }: TenantOption) =>
      run.manage(async (hub) => {
        const found = await findUser(hub.of(tenant), tenant, named)
        const none = `The user ${emailOf(found)} has no roles.`
        const text = found.roles.length === 0 ? none : found.roles.join('\n')
        return { json: { user: emailOf(found), roles: found.roles }, text }
      }),
    )
  userStatusCommands(user, run)
  userPasswordCommands(user, run)
  userDataCommands(user, run)
}

interface ListOptions extends TenantOption {
  readonly search?: string
  readonly status?: wire.User['status']
  readonly role?: string
  readonly limit?: number
}

function listCommand(parent: Command, run: Run): void {
  parent
    .command('list')
    .description("list a tenant's users; archived ones only when asked for")
    .addOption(tenantOption())
    .addOption(single('--search <text>', 'only those whose name or address begins so'))
    .addOption(choice('--status <status>', 'only those', ['active', 'blocked', 'archived']))
    .addOption(single('--role <role>', 'only those who have it'))
    .addOption(limitOption())
    .action(({ tenant, limit, search, status, role }: ListOptions) =>
      run.manage(async (hub) => {
        const filter = given({ search, status, role })
        const users = await collect(hub.of(tenant).listUsers, filter, limit)
        const views = users.map(viewUser)
        const rows = users.map((one) => [emailOf(one), one.name, one.status === 'active' ? '' : one.status, one.id])
        const none =
          Object.keys(filter).length === 0 ? `The tenant ${tenant} has no users yet.` : 'There is no such user.'
        return { json: views, text: table(['E-MAIL', 'NAME', 'STATUS', 'ID'], rows, none) }
      }),
    )
}
