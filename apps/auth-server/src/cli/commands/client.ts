import type { Command } from 'commander'
import { done, type Administration, type Result } from '../../administration/administration.ts'
import { listClients } from '../../administration/lists.ts'
import { viewClient } from '../../administration/views.ts'
import { tenantOption } from '../options.ts'
import { table, type Answer } from '../report.ts'
import type { Run } from '../run.ts'
import { clientCreateCommand } from './client-create.ts'
import { clientRotateSecretCommand } from './client-rotate-secret.ts'
import { clientStatusCommands } from './client-status.ts'

export function clientCommands(program: Command, run: Run): void {
  const client = program.command('client').description('an app that asks for access on behalf of a user, or its own')
  clientCreateCommand(client, run)
  client
    .command('list')
    .description("list a tenant's clients")
    .addOption(tenantOption())
    .action(({ tenant }: { tenant: string }) => run.administer((administration) => list(administration, tenant)))
  clientRotateSecretCommand(client, run)
  clientStatusCommands(client, run)
}

async function list(administration: Administration, tenant: string): Promise<Result<Answer>> {
  const listed = await listClients(administration, tenant)
  if (!listed.ok) return listed
  const views = listed.value.map((one) => viewClient(one))
  const rows = views.map((view) => {
    const status = view.disabled ? 'disabled' : ''
    return [view.client_id, view.name, view.type, status, view.scope, view.redirect_uris.join(' ')]
  })
  const headings = ['CLIENT ID', 'NAME', 'TYPE', 'STATUS', 'SCOPE', 'REDIRECT URIS']
  return done({ json: views, text: table(headings, rows, `The tenant ${tenant} has no clients yet.`) })
}
