import type { Command } from 'commander'
import { ADMIN_CLIENT, CLI_CLIENT } from '../../../administration/hub-clients.ts'
import { examples, tenantOption } from '../../options.ts'
import { Refused } from '../../refused.ts'
import type { Run } from '../../run.ts'

/** A tenant without them could never have them again. */
const SIGNED_IN_WITH: Readonly<Record<string, string>> = {
  [ADMIN_CLIENT]: "the administrator's pages sign in",
  [CLI_CLIENT]: 'hub login signs in',
}

export function clientDeleteCommand(parent: Command, run: Run): void {
  const command = parent
    .command('delete')
    .description('end its tokens, grants and consents for good; its id is never given again')
    .addOption(tenantOption())
    .argument('<client_id>', 'the client')
    .action((clientId: string, { tenant }: { tenant: string }) =>
      run.manage(async (hub) => {
        const use = SIGNED_IN_WITH[clientId]
        if (use !== undefined)
          throw new Refused(
            `${use} with the client ${clientId}, and nothing could have its id again; disable it instead: hub client disable --tenant ${tenant} ${clientId}`,
          )
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
