import type { Command } from 'commander'
import { examples, tenantOption } from '../../options.ts'
import type { Run } from '../../run.ts'

export function clientDeleteCommand(parent: Command, run: Run): void {
  const command = parent
    .command('delete')
    .description('end its tokens, grants and consents for good; its id is never given again')
    .addOption(tenantOption())
    .argument('<client_id>', 'the client')
    .action((clientId: string, { tenant }: { tenant: string }) =>
      run.manage(async (hub) => {
        const client = hub.of(tenant)
        const path = { client_id: clientId }
        const { body, etag } = await client.getClient({ path })
        await hub.confirm({ warning: `The client ${body.name} and all its access end for good.`, name: clientId })
        await client.deleteClient({ path, ifMatch: etag ?? '*' })
        return { json: { client_id: clientId, deleted: true }, text: `Deleted the client ${body.name}.` }
      }),
    )
  examples(command, 'client delete --tenant acme c_1f0Qk2Y9mB4hXw7TzLrVug')
}
