import type { Command } from 'commander'
import { given } from '../../given.ts'
import { examples, tenantOption } from '../../options.ts'
import type { Run } from '../../run.ts'
import { describeTenant, settingsOf, settingsOptions, type SettingsOptions } from './settings-options.ts'

/** The tenant as its own administrators see it. */
export function settingsCommands(program: Command, run: Run): void {
  const settings = program.command('settings').description("a tenant's rules, for its own administrators")
  settings
    .command('show')
    .description('show them')
    .addOption(tenantOption())
    .action(({ tenant }: { tenant: string }) =>
      run.manage(async (hub) => {
        const { body } = await hub.of(tenant).getSettings()
        return { json: body, text: describeTenant(body) }
      }),
    )
  const update = settings.command('update').description('change them; what is left out stays').addOption(tenantOption())
  settingsOptions(update, 'with name')
  update.action(({ tenant, ...options }: SettingsOptions & { tenant: string }) => {
    const body = given(settingsOf(options))
    if (Object.keys(body).length === 0) return run.refuse('nothing is to be changed; write an option, such as --name')
    return run.manage(async (hub) => {
      const client = hub.of(tenant)
      const { etag } = await client.getSettings()
      const changed = await client.updateSettings({ body, ifMatch: etag ?? '*' })
      return { json: changed.body, text: `Changed the tenant ${tenant}.\n\n${describeTenant(changed.body)}` }
    })
  })
  examples(update, 'settings update --tenant acme --event-retention-days 365 --truncate-addresses')
}
