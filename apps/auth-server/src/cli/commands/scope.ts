import type { Command } from 'commander'
import { done } from '../../administration/administration.ts'
import { createScope } from '../../administration/create-scope.ts'
import { listScopes } from '../../administration/lists.ts'
import { viewScope } from '../../administration/views.ts'
import { examples, mandatory, single, tenantOption } from '../options.ts'
import { table } from '../report.ts'
import type { Run } from '../run.ts'

interface ScopeCreateOptions {
  readonly tenant: string
  readonly description: string
  readonly requiresRole?: string
}

export function scopeCommands(program: Command, run: Run): void {
  const scope = program.command('scope').description('what a client may ask a user for')

  const create = scope
    .command('create')
    .description('make a scope')
    .addOption(tenantOption())
    .argument('<name>', 'what requests call it')
    .addOption(mandatory(single('--description <text>', 'what it gives, in plain words for the consent page')))
    .addOption(single('--requires-role <role>', 'only users with this role can grant it'))
    .action((name: string, { tenant, description, requiresRole }: ScopeCreateOptions) =>
      run.administer(async (administration) => {
        const requiredRole = requiresRole ?? null
        const created = await createScope(administration, { tenant, name, description, requiredRole })
        if (!created.ok) return created
        const restriction = requiredRole === null ? '' : `; only users with the role ${requiredRole} can grant it`
        return done({ json: viewScope(created.value), text: `Made the scope ${name}${restriction}.` })
      }),
    )
  examples(
    create,
    'scope create --tenant acme orders:read --description "See your orders"',
    'scope create --tenant acme orders:refund --description "Refund orders" --requires-role clerk',
  )

  scope
    .command('list')
    .description("list a tenant's scopes")
    .addOption(tenantOption())
    .action(({ tenant }: { tenant: string }) =>
      run.administer(async (administration) => {
        const listed = await listScopes(administration, tenant)
        if (!listed.ok) return listed
        const views = listed.value.map(viewScope)
        const rows = views.map((view) => [view.name, view.description, view.required_roles.join(', ')])
        const headings = ['SCOPE', 'DESCRIPTION', 'REQUIRES ROLE']
        return done({ json: views, text: table(headings, rows, `The tenant ${tenant} has no scopes yet.`) })
      }),
    )
}
