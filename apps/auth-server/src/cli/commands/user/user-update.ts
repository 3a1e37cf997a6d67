import type { Command } from 'commander'
import { given } from '../../given.ts'
import { examples, single, tenantOption } from '../../options.ts'
import type { Run } from '../../run.ts'
import { emailOf } from '../../views.ts'
import { findUser } from './find-user.ts'
import { describeUser } from './describe-user.ts'

interface UpdateOptions {
  readonly tenant: string
  readonly name?: string
  readonly email?: string
  readonly emailVerified?: boolean
}

export function userUpdateCommand(parent: Command, run: Run): void {
  const command = parent
    .command('update')
    .description('change a user; what is left out stays')
    .addOption(tenantOption())
    .argument('<email>', 'the user, or their id')
    .addOption(single('--name <text>', 'what pages call them'))
    .addOption(single('--email <email>', 'another address; who signs in with it goes on doing so'))
    .option('--email-verified', 'the address is known to be theirs')
    .option('--no-email-verified', 'nobody knows whether the address is theirs')
    .action((named: string, { tenant, name, email, emailVerified }: UpdateOptions) => {
      const body = given({ name, email, email_verified: emailVerified })
      if (Object.keys(body).length === 0) return run.refuse('nothing is to be changed; write an option, such as --name')
      return run.manage(async (hub) => {
        const client = hub.of(tenant)
        const { id, etag } = await findUser(client, tenant, named)
        const changed = await client.updateUser({ path: { user_id: id }, body, ifMatch: etag })
        return {
          json: changed.body,
          text: `Changed the user ${emailOf(changed.body)}.\n\n${describeUser(changed.body)}`,
        }
      })
    })
  examples(command, 'user update --tenant acme ada@acme.example --name "Ada King"')
}
