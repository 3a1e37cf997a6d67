import type { Command } from 'commander'
import { examples, tenantOption } from '../../options.ts'
import { table } from '../../report.ts'
import type { Run } from '../../run.ts'

export function clientSecretCommands(parent: Command, run: Run): void {
  const secret = parent.command('secret').description("a client's secrets: when they were made and when they end")
  secret
    .command('list')
    .description('list them, the oldest first; never the secrets themselves')
    .addOption(tenantOption())
    .argument('<client_id>', 'the client')
    .action((clientId: string, { tenant }: { tenant: string }) =>
      run.manage(async (hub) => {
        const { items } = (await hub.of(tenant).listClientSecrets({ path: { client_id: clientId } })).body
        const rows = items.map(({ id, created_at, expires_at }) => [id, created_at, expires_at ?? ''])
        return {
          json: items,
          text: table(['ID', 'CREATED', 'ENDS'], rows, `The client ${clientId} has no secrets.`),
        }
      }),
    )
  const retire = secret
    .command('retire')
    .description('end one at once')
    .addOption(tenantOption())
    .argument('<client_id>', 'the client')
    .argument('<secret_id>', 'the secret, as it is listed')
    .action((clientId: string, secretId: string, { tenant }: { tenant: string }) =>
      run.manage(async (hub) => {
        await hub.of(tenant).retireClientSecret({ path: { client_id: clientId, secret_id: secretId } })
        const json = { client_id: clientId, secret_id: secretId, retired: true }
        return { json, text: `The secret ${secretId} has ended.` }
      }),
    )
  examples(retire, 'client secret retire --tenant acme timeline 01kb3m7qg8x0v4c2t9rj5hzd6e')
}
