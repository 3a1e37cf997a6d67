import { checkRequiredRole, checkScopeName } from '@identity-hub/core'
import type { Command } from 'commander'
import { examples, mandatory, single, tenantOption } from '../../options.ts'
import { Refused } from '../../refused.ts'
import type { Run } from '../../run.ts'
import { viewScope } from '../../views.ts'
import { makeMissingRole } from '../role/make-missing-role.ts'
import { requirementOptions, scopeMembersOf, type ScopeOptions } from './scope-options.ts'

export function scopeCreateCommand(parent: Command, run: Run): void {
  const create = parent
    .command('create')
    .description('make a scope')
    .addOption(tenantOption())
    .argument('<name>', 'what requests call it')
    .addOption(mandatory(single('--description <text>', 'what it gives, in plain words for the consent page')))
  requirementOptions(create)
  create.action((name: string, { tenant, ...options }: ScopeOptions & { tenant: string }) =>
    run.manage(async (hub) => {
      const client = hub.of(tenant)
      const { body: settings } = await client.getSettings()
      const roles = options.requiresRole === false ? [] : (options.requiresRole ?? [])
      // A role is made by naming it, but not for a scope that cannot be.
      for (const checked of [checkScopeName(name), ...roles.map((role) => checkRequiredRole(role))])
        if (!checked.ok) throw new Refused(checked.problem)
      const notes: string[] = []
      for (const role of roles) notes.push(...(await makeMissingRole(client, role)))
      const { body } = await client.createScope({ body: { ...scopeMembersOf(options, settings.locale), name } })
      const restriction = roles.length === 0 ? '' : `; only users with the role ${roles.join(', ')} can grant it`
      return { json: viewScope(body), text: `Made the scope ${name}${restriction}.`, notes }
    }),
  )
  examples(
    create,
    'scope create --tenant acme orders:read --description "See your orders"',
    'scope create --tenant acme orders:refund --description "Refund orders" --requires-role clerk',
  )
}
