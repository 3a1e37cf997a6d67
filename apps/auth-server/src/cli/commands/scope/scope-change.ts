import type { Command } from 'commander'
import { examples, single, tenantOption } from '../../options.ts'
import { details } from '../../report.ts'
import type { Run } from '../../run.ts'
import { describeScope } from './describe-scope.ts'
import { requirementOptions, scopeMembersOf, type ScopeOptions } from './scope-options.ts'

export function scopeChangeCommands(parent: Command, run: Run): void {
  updateCommand(parent, run)
  deleteCommand(parent, run)
}

function updateCommand(parent: Command, run: Run): void {
  const update = parent
    .command('update')
    .description('change a scope; grants are judged anew at their next use')
    .addOption(tenantOption())
    .argument('<name>', 'the scope')
    .addOption(single('--description <text>', "what it gives, in the tenant's language"))
  requirementOptions(update)
  update
    .option('--no-requires-role', 'every user can grant it')
    .option('--no-requires-claim', 'no claim is needed')
    .option('--no-access-token-seconds', "its tokens live as long as the client's others")
    .action((name: string, { tenant, ...options }: ScopeOptions & { tenant: string }) => {
      if (Object.keys(scopeMembersOf(options, 'en')).length === 0)
        return run.refuse('nothing is to be changed; write an option, such as --requires-role')
      return run.manage(async (hub) => {
        const client = hub.of(tenant)
        const path = { scope: name }
        const { body: before, etag } = await client.getScope({ path })
        const { body: settings } = await client.getSettings()
        const members = scopeMembersOf(options, settings.locale, before.description)
        const { body } = await client.updateScope({ path, body: members, ifMatch: etag ?? '*' })
        return { json: body, text: `Changed the scope ${name}.\n\n${details(describeScope(body))}` }
      })
    })
  examples(update, 'scope update --tenant acme orders:refund --requires-role clerk --requires-role auditor')
}

function deleteCommand(parent: Command, run: Run): void {
  const command = parent
    .command('delete')
    .description('take it from all clients; grants that rest on it end at their next use')
    .addOption(tenantOption())
    .argument('<name>', 'the scope')
    .action((name: string, { tenant }: { tenant: string }) =>
      run.manage(async (hub) => {
        const client = hub.of(tenant)
        const path = { scope: name }
        const { etag } = await client.getScope({ path })
        await hub.confirm({ warning: `All clients lose the scope ${name}, and grants that rest on it end.`, name })
        await client.deleteScope({ path, ifMatch: etag ?? '*' })
        return { json: { name, deleted: true }, text: `Deleted the scope ${name}.` }
      }),
    )
  examples(command, 'scope delete --tenant acme orders:refund')
}
