import type { Command } from 'commander'
import { examples, tenantOption } from '../../options.ts'
import type { Run } from '../../run.ts'
import { emailOf } from '../../views.ts'
import { findUser } from './find-user.ts'

interface TenantOption {
  readonly tenant: string
}

export function userDataCommands(parent: Command, run: Run): void {
  const exported = parent
    .command('export')
    .description('everything that the hub keeps about a user, as JSON; that it was taken is an event')
    .addOption(tenantOption())
    .argument('<email>', 'the user, or their id')
    .action((named: string, { tenant }: TenantOption) =>
      run.manage(async (hub) => {
        const client = hub.of(tenant)
        const { id } = await findUser(client, tenant, named)
        const { body } = await client.exportUser({ path: { user_id: id } })
        return { json: body, text: JSON.stringify(body, null, 2) }
      }),
    )
  examples(exported, 'user export --tenant acme ada@acme.example > ada.json')

  const erase = parent
    .command('erase')
    .description('leave the id and nothing personal; this cannot be undone')
    .addOption(tenantOption())
    .argument('<email>', 'the user, or their id')
    .action((named: string, { tenant }: TenantOption) =>
      run.manage(async (hub) => {
        const client = hub.of(tenant)
        const user = await findUser(client, tenant, named)
        if (user.erased_at === null)
          await hub.confirm({
            warning: `All that is known of ${user.name} (${emailOf(user)}) goes for good; take an export first.`,
            name: emailOf(user),
          })
        const { body } = await client.eraseUser({ path: { user_id: user.id } })
        const text = user.erased_at === null ? 'is erased; the id stays.' : 'was erased already.'
        return { json: body, text: `The user ${user.id} ${text}` }
      }),
    )
  examples(erase, 'user erase --tenant acme ada@acme.example')
}
