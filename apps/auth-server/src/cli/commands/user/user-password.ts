import type * as wire from '@identity-hub/api-types/management'
import { checkPassword } from '@identity-hub/core'
import { Option, type Command } from 'commander'
import { examples, mandatory, tenantOption } from '../../options.ts'
import { Refused } from '../../refused.ts'
import type { Answer } from '../../report.ts'
import type { Run } from '../../run.ts'
import { emailOf, viewUser } from '../../views.ts'
import { findUser, type FoundUser } from './find-user.ts'

interface TenantOption {
  readonly tenant: string
}

export function userPasswordCommands(parent: Command, run: Run): void {
  setPasswordCommand(parent, run)
  const reset = parent
    .command('reset-link')
    .description('end all sessions and access, and make a link with which they choose a new password')
    .addOption(tenantOption())
    .argument('<email>', 'the user, or their id')
    .action((named: string, { tenant }: TenantOption) =>
      run.manage(async (hub) => {
        const client = hub.of(tenant)
        const user = await findUser(client, tenant, named)
        const { link } = (await client.resetPassword({ path: { user_id: user.id } })).body
        if (link === null) throw new Refused('the hub made no link')
        return tellLink(user, link, 'Their sessions and grants have ended.')
      }),
    )
  examples(reset, 'user reset-link --tenant acme ada@acme.example')
  const invite = parent
    .command('invite')
    .description('a new link for somebody who has no password yet; those before it are void')
    .addOption(tenantOption())
    .argument('<email>', 'the user, or their id')
    .action((named: string, { tenant }: TenantOption) =>
      run.manage(async (hub) => {
        const client = hub.of(tenant)
        const user = await findUser(client, tenant, named)
        const { body: link } = await client.inviteUser({ path: { user_id: user.id } })
        return tellLink(user, link, 'The links before it are void.')
      }),
    )
  examples(invite, 'user invite --tenant acme ada@acme.example')
}

function tellLink(user: FoundUser, link: wire.PasswordLink, consequence: string): Answer {
  const handOver = `Hand the link over: until ${link.expires_at} whoever has it can choose the password, once.`
  return {
    json: { user: emailOf(user), link },
    text: `A link for ${emailOf(user)}. ${consequence}\n\n  ${link.url}\n\n${handOver}`,
  }
}

function setPasswordCommand(parent: Command, run: Run): void {
  const command = parent
    .command('set-password')
    .description('give a new password, and end all sessions and access that the old one gave')
    .addOption(tenantOption())
    .argument('<email>', 'the user, or their id')
    .addOption(mandatory(new Option('--password-stdin', 'read the password from standard input')))
    .action((named: string, { tenant }: TenantOption) =>
      run.manageWithSecret('password', async (hub, password) => {
        const checked = checkPassword(password)
        if (!checked.ok) throw new Refused(checked.problem)
        const client = hub.of(tenant)
        const user = await findUser(client, tenant, named)
        await client.resetPassword({ path: { user_id: user.id }, body: { password } })
        const view = viewUser(user)
        return {
          json: view,
          text: `The user ${view.email} has a new password. Their sessions and grants have ended.`,
          notes: view.blocked ? [`${view.email} is still blocked.`] : [],
        }
      }),
    )
  examples(command, 'user set-password --tenant acme ada@acme.example --password-stdin < password.txt')
}
