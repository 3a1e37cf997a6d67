import { ManagementError } from '@identity-hub/client/management'
import type { Command } from 'commander'
import { collect } from '../../collect.ts'
import { given } from '../../given.ts'
import { examples, limitOption, mandatory, single, tenantOption } from '../../options.ts'
import { firstOf, table } from '../../report.ts'
import type { Run } from '../../run.ts'
import { emailOf } from '../../views.ts'
import { findUser } from '../user/find-user.ts'
import { filterOf, type AccessFilter } from './access-filter.ts'

interface WithdrawOptions {
  readonly tenant: string
  readonly user: string
  readonly client: string
}

export function consentCommands(program: Command, run: Run): void {
  const consent = program.command('consent').description('what a user has allowed an app')
  consent
    .command('list')
    .description('list what the hub remembers')
    .addOption(tenantOption())
    .addOption(single('--user <email>', 'only theirs'))
    .addOption(single('--client <client_id>', 'only for that app'))
    .addOption(limitOption())
    .action(({ limit, ...options }: AccessFilter & { limit?: number }) =>
      run.manage(async (hub) => {
        const consents = await collect(hub.of(options.tenant).listConsents, await filterOf(hub, options), limit)
        const rows = consents.map((one) => [one.user_id, one.client_name, firstOf(one.scopes), one.decided_at])
        const text = table(['USER', 'APP', 'SCOPES', 'DECIDED'], rows, 'Nothing was allowed, or nothing is remembered.')
        return { json: consents, text }
      }),
    )
  withdrawCommand(consent, run)
}

function withdrawCommand(parent: Command, run: Run): void {
  const withdraw = parent
    .command('withdraw')
    .description('take it back: the tokens that rest on it end, and the app has to ask again')
    .addOption(tenantOption())
    .addOption(mandatory(single('--user <email>', 'the user')))
    .addOption(mandatory(single('--client <client_id>', 'the app')))
    .action(({ tenant, user: named, client: clientId }: WithdrawOptions) =>
      run.manage(async (hub) => {
        const client = hub.of(tenant)
        const user = await findUser(client, tenant, named)
        const { body: app } = await client.getClient({ path: { client_id: clientId } })
        const ended = await collect(client.listGrants, given({ user_id: user.id, client_id: clientId, live: true }))
        const email = emailOf(user)
        const json = { user: email, client_id: app.client_id, ended_grants: ended.length }
        try {
          await client.withdrawConsent({ path: { user_id: user.id, client_id: clientId } })
        } catch (error) {
          // Both are there, so there was nothing to withdraw.
          if (!(error instanceof ManagementError) || error.code !== 'not_found') throw error
          return { json: { ...json, ended_grants: 0 }, text: `The app ${app.name} had no access for ${email}.` }
        }
        const count = `Grants ended: ${ended.length}`
        return { json, text: `The app ${app.name} has no access for ${email} any longer. ${count}` }
      }),
    )
  examples(withdraw, 'consent withdraw --tenant acme --user ada@acme.example --client c_1f0Qk2Y9mB4hXw7TzLrVug')
}
