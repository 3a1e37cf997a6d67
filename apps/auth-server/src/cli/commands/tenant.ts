import type { Command } from 'commander'
import { done } from '../../administration/administration.ts'
import { createTenant } from '../../administration/create-tenant.ts'
import { listTenants } from '../../administration/lists.ts'
import { viewTenant } from '../../administration/views.ts'
import { examples, mandatory, single } from '../options.ts'
import { table } from '../report.ts'
import type { Run } from '../run.ts'
import { tenantStatusCommands } from './tenant-status.ts'
import { tenantTokenInQueryCommands } from './tenant-token-in-query.ts'

export function tenantCommands(program: Command, run: Run): void {
  const tenant = program.command('tenant').description('one organisation: its own issuer, users and clients')

  const create = tenant
    .command('create')
    .description('make a tenant')
    .argument('<slug>', 'the first part of its paths; it can never be changed')
    .addOption(mandatory(single('--name <text>', 'what its pages call it')))
    .action((slug: string, { name }: { name: string }) =>
      run.administer(async (administration) => {
        const created = await createTenant(administration, { slug, name })
        if (!created.ok) return created
        const view = viewTenant(created.value, administration.origin)
        return done({ json: view, text: `Made the tenant ${view.slug}. Its issuer is ${view.issuer}` })
      }),
    )
  examples(create, 'tenant create acme --name "Acme Ltd"')

  tenant
    .command('list')
    .description('list all tenants')
    .action(() =>
      run.administer(async (administration) => {
        const listed = await listTenants(administration)
        if (!listed.ok) return listed
        const views = listed.value.map((one) => viewTenant(one, administration.origin))
        const rows = views.map((view) => [view.slug, view.name, view.suspended ? 'suspended' : '', view.issuer])
        return done({
          json: views,
          text: table(['SLUG', 'NAME', 'STATUS', 'ISSUER'], rows, 'There are no tenants yet.'),
        })
      }),
    )
  tenantStatusCommands(tenant, run)
  tenantTokenInQueryCommands(tenant, run)
}
