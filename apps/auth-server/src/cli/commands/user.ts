import { Option, type Command } from 'commander'
import { done } from '../../administration/administration.ts'
import { blockUser } from '../../administration/block-user.ts'
import { createUser } from '../../administration/create-user.ts'
import { listUsers } from '../../administration/lists.ts'
import { setPassword } from '../../administration/set-password.ts'
import { viewUser } from '../../administration/views.ts'
import { examples, mandatory, single, tenantOption } from '../options.ts'
import { table } from '../report.ts'
import type { Run } from '../run.ts'

interface TenantOption {
  readonly tenant: string
}

export function userCommands(program: Command, run: Run): void {
  const user = program.command('user').description('a person who signs in')
  createCommand(user, run)
  blockCommand(user, run, true)
  blockCommand(user, run, false)
  setPasswordCommand(user, run)
  listCommand(user, run)
}

function passwordOption(): Option {
  return mandatory(new Option('--password-stdin', 'read the password from standard input'))
}

function createCommand(parent: Command, run: Run): void {
  const command = parent
    .command('create')
    .description('make a user')
    .addOption(tenantOption())
    .addOption(mandatory(single('--email <email>', 'what they sign in with')))
    .addOption(mandatory(single('--name <text>', 'what pages call them')))
    .addOption(passwordOption())
    .action(({ tenant, email, name }: TenantOption & { email: string; name: string }) =>
      run.administerWithSecret('password', async (administration, password) => {
        const created = await createUser(administration, { tenant, email, name, password })
        if (!created.ok) return created
        const view = viewUser(created.value)
        return done({ json: view, text: `Made the user ${view.email}. Their id is ${view.id}` })
      }),
    )
  examples(
    command,
    'user create --tenant acme --email ada@acme.example --name "Ada Lovelace" --password-stdin',
    'user create --tenant acme --email ada@acme.example --name "Ada Lovelace" --password-stdin < password.txt',
  )
}

function blockCommand(parent: Command, run: Run, block: boolean): void {
  const name = block ? 'block' : 'unblock'
  const command = parent
    .command(name)
    .description(block ? 'end all sessions and access for good' : 'let them sign in again; what ended stays ended')
    .addOption(tenantOption())
    .argument('<email>', 'the user')
    .action((email: string, { tenant }: TenantOption) =>
      run.administer(async (administration) => {
        const result = await blockUser(administration, { tenant, email, block })
        if (!result.ok) return result
        const view = viewUser(result.value.account)
        return done({ json: view, text: `The user ${view.email} ${tellBlock(block, result.value.changed)}` })
      }),
    )
  examples(command, `user ${name} --tenant acme ada@acme.example`)
}

function tellBlock(block: boolean, changed: boolean): string {
  if (!changed) return block ? 'was blocked already.' : 'was not blocked.'
  return block ? 'is blocked. Their sessions and grants have ended.' : 'is no longer blocked and can sign in again.'
}

function setPasswordCommand(parent: Command, run: Run): void {
  const command = parent
    .command('set-password')
    .description('give a new password, and end all sessions and access that the old one gave')
    .addOption(tenantOption())
    .argument('<email>', 'the user')
    .addOption(passwordOption())
    .action((email: string, { tenant }: TenantOption) =>
      run.administerWithSecret('password', async (administration, password) => {
        const result = await setPassword(administration, { tenant, email, password })
        if (!result.ok) return result
        const view = viewUser(result.value)
        return done({
          json: view,
          text: `The user ${view.email} has a new password. Their sessions and grants have ended.`,
          notes: view.blocked ? [`${view.email} is still blocked.`] : [],
        })
      }),
    )
  examples(command, 'user set-password --tenant acme ada@acme.example --password-stdin < password.txt')
}

function listCommand(parent: Command, run: Run): void {
  parent
    .command('list')
    .description("list a tenant's users")
    .addOption(tenantOption())
    .action(({ tenant }: TenantOption) =>
      run.administer(async (administration) => {
        const listed = await listUsers(administration, tenant)
        if (!listed.ok) return listed
        const views = listed.value.map(viewUser)
        const rows = views.map((view) => [view.email, view.name, view.blocked ? 'blocked' : '', view.id])
        const headings = ['E-MAIL', 'NAME', 'STATUS', 'ID']
        return done({ json: views, text: table(headings, rows, `The tenant ${tenant} has no users yet.`) })
      }),
    )
}
