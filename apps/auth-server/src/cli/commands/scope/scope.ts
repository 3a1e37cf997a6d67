import { isHubScope } from '@identity-hub/core'
import type { Command } from 'commander'
import { collect } from '../../collect.ts'
import { limitOption, tenantOption } from '../../options.ts'
import { details, table } from '../../report.ts'
import type { Run } from '../../run.ts'
import { viewScope } from '../../views.ts'
import { describeScope } from './describe-scope.ts'
import { scopeChangeCommands } from './scope-change.ts'
import { scopeCreateCommand } from './scope-create.ts'

export function scopeCommands(program: Command, run: Run): void {
  const scope = program.command('scope').description('what a client may ask a user for')
  scopeCreateCommand(scope, run)
  scope
    .command('list')
    .description("list a tenant's scopes")
    .addOption(tenantOption())
    .addOption(limitOption())
    .action(({ tenant, limit }: { tenant: string; limit?: number }) =>
      run.manage(async (hub) => {
        // Those of the management API are the same everywhere.
        const own = (await collect(hub.of(tenant).listScopes, {})).filter(({ name }) => !isHubScope(name))
        const views = own.slice(0, limit).map(viewScope)
        const rows = views.map((view) => [view.name, view.description, view.required_roles.join(', ')])
        const headings = ['SCOPE', 'DESCRIPTION', 'REQUIRES ROLE']
        return { json: views, text: table(headings, rows, `The tenant ${tenant} has no scopes yet.`) }
      }),
    )
  scope
    .command('show')
    .description('show a scope')
    .addOption(tenantOption())
    .argument('<name>', 'the scope')
    .action((name: string, { tenant }: { tenant: string }) =>
      run.manage(async (hub) => {
        const { body } = await hub.of(tenant).getScope({ path: { scope: name } })
        return { json: body, text: details(describeScope(body)) }
      }),
    )
  scopeChangeCommands(scope, run)
}
