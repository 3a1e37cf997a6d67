import type * as wire from '@identity-hub/api-types/management'
import type { Command } from 'commander'
import { collect } from '../../collect.ts'
import { examples, limitOption, mandatory, single, tenantOption } from '../../options.ts'
import { details, table } from '../../report.ts'
import type { Run } from '../../run.ts'
import { roleAssignmentCommands } from './role-assignment.ts'

interface TenantOption {
  readonly tenant: string
}

export function roleCommands(program: Command, run: Run): void {
  const role = program.command('role').description('what a user must have before they can grant some scopes')
  createCommand(role, run)
  role
    .command('list')
    .description("list the hub's own roles, and the tenant's")
    .addOption(tenantOption())
    .addOption(limitOption())
    .action(({ tenant, limit }: TenantOption & { limit?: number }) =>
      run.manage(async (hub) => {
        const roles = await collect(hub.of(tenant).listRoles, {}, limit)
        const rows = roles.map((one) => [one.name, one.description, one.built_in ? 'built in' : ''])
        return { json: roles, text: table(['ROLE', 'DESCRIPTION', ''], rows, 'There are no roles yet.') }
      }),
    )
  role
    .command('show')
    .description('show a role')
    .addOption(tenantOption())
    .argument('<role>', 'the role')
    .action((name: string, { tenant }: TenantOption) =>
      run.manage(async (hub) => {
        const { body } = await hub.of(tenant).getRole({ path: { role: name } })
        return { json: body, text: describeRole(body) }
      }),
    )
  updateCommand(role, run)
  deleteCommand(role, run)
  roleAssignmentCommands(role, run)
}

function describeRole({ name, description, built_in: builtIn, created_at: created }: wire.Role): string {
  return details({ name, description, 'built in': builtIn, created })
}

function createCommand(parent: Command, run: Run): void {
  const create = parent
    .command('create')
    .description('make a role')
    .addOption(tenantOption())
    .argument('<role>', 'what it is called, compared byte for byte')
    .addOption(single('--description <text>', 'whom it is for'))
    .action((name: string, { tenant, description = '' }: TenantOption & { description?: string }) =>
      run.manage(async (hub) => {
        const { body } = await hub.of(tenant).createRole({ body: { name, description } })
        return { json: body, text: `Made the role ${name}.` }
      }),
    )
  examples(create, 'role create --tenant acme clerk --description "Whoever handles orders"')
}

function updateCommand(parent: Command, run: Run): void {
  const update = parent
    .command('update')
    .description('change what a role means')
    .addOption(tenantOption())
    .argument('<role>', 'the role')
    .addOption(mandatory(single('--description <text>', 'whom it is for')))
    .action((name: string, { tenant, description }: TenantOption & { description: string }) =>
      run.manage(async (hub) => {
        const client = hub.of(tenant)
        const path = { role: name }
        const { etag } = await client.getRole({ path })
        const { body } = await client.updateRole({ path, body: { description }, ifMatch: etag ?? '*' })
        return { json: body, text: `Changed the role ${name}.\n\n${describeRole(body)}` }
      }),
    )
  examples(update, 'role update --tenant acme clerk --description "Whoever handles orders and refunds"')
}

function deleteCommand(parent: Command, run: Run): void {
  const command = parent
    .command('delete')
    .description('take it from everybody who has it; not while a scope or a client requires it')
    .addOption(tenantOption())
    .argument('<role>', 'the role')
    .action((name: string, { tenant }: TenantOption) =>
      run.manage(async (hub) => {
        const client = hub.of(tenant)
        const path = { role: name }
        const { etag } = await client.getRole({ path })
        await hub.confirm({ warning: `Everybody who has the role ${name} loses it.`, name })
        await client.deleteRole({ path, ifMatch: etag ?? '*' })
        return { json: { name, deleted: true }, text: `Deleted the role ${name}.` }
      }),
    )
  examples(command, 'role delete --tenant acme clerk')
}
