import type { Command } from 'commander'
import { done } from '../../administration/administration.ts'
import { withdrawConsent } from '../../administration/withdraw-consent.ts'
import { examples, mandatory, single, tenantOption } from '../options.ts'
import type { Run } from '../run.ts'

interface WithdrawOptions {
  readonly tenant: string
  readonly user: string
  readonly client: string
}

export function consentCommands(program: Command, run: Run): void {
  const consent = program.command('consent').description('what a user has allowed an app')
  const withdraw = consent
    .command('withdraw')
    .description('take it back: the tokens that rest on it end, and the app has to ask again')
    .addOption(tenantOption())
    .addOption(mandatory(single('--user <email>', 'the user')))
    .addOption(mandatory(single('--client <client_id>', 'the app')))
    .action(({ tenant, user, client }: WithdrawOptions) =>
      run.administer(async (administration) => {
        const result = await withdrawConsent(administration, { tenant, email: user, clientId: client })
        if (!result.ok) return result
        const { account, changed, endedGrants, ...found } = result.value
        const email = account.emailAddress ?? account.userName
        const text = changed
          ? `The app ${found.client.name} has no access for ${email} any longer. Grants ended: ${endedGrants}`
          : `The app ${found.client.name} had no access for ${email}.`
        return done({ json: { user: email, client_id: found.client.clientId, ended_grants: endedGrants }, text })
      }),
    )
  examples(withdraw, 'consent withdraw --tenant acme --user ada@acme.example --client c_1f0Qk2Y9mB4hXw7TzLrVug')
}
