import type { Command } from 'commander'
import { collect } from '../../collect.ts'
import { given } from '../../given.ts'
import { limitOption, single, tenantOption } from '../../options.ts'
import { details, firstOf, table } from '../../report.ts'
import type { Run } from '../../run.ts'
import { viewClient } from '../../views.ts'
import { clientCreateCommand } from './client-create.ts'
import { clientDeleteCommand } from './client-delete.ts'
import { clientRotateSecretCommand } from './client-rotate-secret.ts'
import { clientSecretCommands } from './client-secret.ts'
import { clientStatusCommands } from './client-status.ts'
import { clientUpdateCommand } from './client-update.ts'
import { describeClient } from './describe-client.ts'

export function clientCommands(program: Command, run: Run): void {
  const client = program.command('client').description('an app that asks for access on behalf of a user, or its own')
  clientCreateCommand(client, run)
  listCommand(client, run)
  client
    .command('show')
    .description('show a client')
    .addOption(tenantOption())
    .argument('<client_id>', 'the client')
    .action((clientId: string, { tenant }: { tenant: string }) =>
      run.manage(async (hub) => {
        const { body } = await hub.of(tenant).getClient({ path: { client_id: clientId } })
        return { json: body, text: details(describeClient(body)) }
      }),
    )
  clientUpdateCommand(client, run)
  clientRotateSecretCommand(client, run)
  clientSecretCommands(client, run)
  clientStatusCommands(client, run)
  clientDeleteCommand(client, run)
}

interface ListOptions {
  readonly tenant: string
  readonly search?: string
  readonly limit?: number
}

function listCommand(parent: Command, run: Run): void {
  parent
    .command('list')
    .description("list a tenant's clients")
    .addOption(tenantOption())
    .addOption(single('--search <text>', 'only those whose name or id begins so'))
    .addOption(limitOption())
    .action(({ tenant, search, limit }: ListOptions) =>
      run.manage(async (hub) => {
        const listed = await collect(hub.of(tenant).listClients, given({ search }), limit)
        const views = listed.map((one) => viewClient(one))
        const rows = views.map((view) => {
          const status = view.disabled ? 'disabled' : ''
          return [
            view.client_id,
            view.name,
            view.type,
            status,
            firstOf(view.scope.split(' ')),
            firstOf(view.redirect_uris),
          ]
        })
        const headings = ['CLIENT ID', 'NAME', 'TYPE', 'STATUS', 'SCOPE', 'REDIRECT URIS']
        const none = search === undefined ? `The tenant ${tenant} has no clients yet.` : 'There is no such client.'
        return { json: views, text: table(headings, rows, none) }
      }),
    )
}
