import { checkTenantSlug, type Checked } from '@identity-hub/core'
import type { Command } from 'commander'
import { collect } from '../../collect.ts'
import { given } from '../../given.ts'
import { examples, limitOption, mandatory, single } from '../../options.ts'
import { Refused } from '../../refused.ts'
import { table } from '../../report.ts'
import type { Run } from '../../run.ts'
import { viewTenant } from '../../views.ts'
import { findTenant } from './find-tenant.ts'
import { describeTenant, settingsOptions, settingsOf, type SettingsOptions } from './settings-options.ts'
import { tenantStatusCommands } from './tenant-status.ts'
import { tenantTokenInQueryCommands } from './tenant-token-in-query.ts'

export function tenantCommands(program: Command, run: Run): void {
  const tenant = program.command('tenant').description('one organisation: its own issuer, users and clients')
  createCommand(tenant, run)
  listCommand(tenant, run)
  tenant
    .command('show')
    .description('show a tenant and its rules')
    .argument('<slug>', 'the tenant')
    .action((slug: string) =>
      run.manage(async (hub) => {
        const { body } = await findTenant(hub, slug)
        return { json: body, text: describeTenant(body) }
      }),
    )
  updateCommand(tenant, run)
  tenantStatusCommands(tenant, run)
  tenantTokenInQueryCommands(tenant, run)
}

function createCommand(parent: Command, run: Run): void {
  const create = parent
    .command('create')
    .description('make a tenant')
    .argument('<slug>', 'the first part of its paths; it can never be changed')
    .addOption(mandatory(single('--name <text>', 'what its pages call it')))
  settingsOptions(create, 'without name')
  create.action((slug: string, options: SettingsOptions & { name: string }) =>
    run.manage(async (hub) => {
      const members = { ...given(settingsOf(options)), slug: accepted(checkTenantSlug(slug)), name: options.name }
      const { body } = await hub.of('hub').createTenant({ body: members })
      const view = viewTenant(body)
      return { json: view, text: `Made the tenant ${view.slug}. Its issuer is ${view.issuer}` }
    }),
  )
  examples(create, 'tenant create acme --name "Acme Ltd"')
}

/** The checks of the server say what to write instead; the document's pattern for a slug cannot. */
function accepted(checked: Checked<string>): string {
  if (!checked.ok) throw new Refused(checked.problem)
  return checked.value
}

function listCommand(parent: Command, run: Run): void {
  parent
    .command('list')
    .description('list all tenants')
    .addOption(limitOption())
    .action(({ limit }: { limit?: number }) =>
      run.manage(async (hub) => {
        const views = (await collect(hub.of('hub').listTenants, {}, limit)).map((one) => viewTenant(one))
        const rows = views.map((view) => [view.slug, view.name, view.suspended ? 'suspended' : '', view.issuer])
        return { json: views, text: table(['SLUG', 'NAME', 'STATUS', 'ISSUER'], rows, 'There are no tenants yet.') }
      }),
    )
}

function updateCommand(parent: Command, run: Run): void {
  const update = parent
    .command('update')
    .description('change a tenant; what is left out stays')
    .argument('<slug>', 'the tenant')
  settingsOptions(update, 'with name')
  update.action((slug: string, options: SettingsOptions) => {
    const body = given(settingsOf(options))
    if (Object.keys(body).length === 0) return run.refuse('nothing is to be changed; write an option, such as --name')
    return run.manage(async (hub) => {
      const { etag } = await findTenant(hub, slug)
      const changed = await hub.of('hub').updateTenant({ path: { slug }, body, ifMatch: etag })
      return { json: changed.body, text: `Changed the tenant ${slug}.\n\n${describeTenant(changed.body)}` }
    })
  })
  examples(update, 'tenant update acme --rights-change any --event-retention-days 365')
}
