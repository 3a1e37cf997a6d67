import { oneOf, quoted } from '@identity-hub/core'
import type { Command } from 'commander'
import { examples, repeated, tenantOption } from '../../options.ts'
import { Refused } from '../../refused.ts'
import { table } from '../../report.ts'
import type { Run } from '../../run.ts'
import { emailOf } from '../../views.ts'
import { claimsOf } from './claims.ts'
import { findUser } from './find-user.ts'

interface ClaimsOptions {
  readonly tenant: string
  readonly set?: readonly string[]
  readonly unset?: readonly string[]
}

export function userClaimsCommand(parent: Command, run: Run): void {
  const command = parent
    .command('claims')
    .description('list what is known of a user besides, or change it; a change of it is a change of rights')
    .addOption(tenantOption())
    .argument('<email>', 'the user, or their id')
    .addOption(repeated('--set <name=value>', 'a claim as it is to be; repeats'))
    .addOption(repeated('--unset <name>', 'a claim that goes; repeats'))
    .action((named: string, { tenant, set = [], unset = [] }: ClaimsOptions) =>
      run.manage(async (hub) => {
        const client = hub.of(tenant)
        const user = await findUser(client, tenant, named)
        let { claims } = user
        // A name that is misspelt would leave the claim where it is, and the rights with it.
        for (const name of unset)
          if (!Object.hasOwn(claims, name))
            throw new Refused(`the user ${quoted(named)} does not have the claim ${quoted(name)}; ${theirs(claims)}`)
        if (set.length + unset.length > 0) {
          const kept = Object.entries({ ...claims, ...claimsOf(set) }).filter(([name]) => !unset.includes(name))
          const body = { claims: Object.fromEntries(kept) }
          claims = (await client.updateUser({ path: { user_id: user.id }, body, ifMatch: user.etag })).body.claims
        }
        const none = `The user ${emailOf(user)} has no claims.`
        return { json: { user: emailOf(user), claims }, text: table(['CLAIM', 'VALUE'], Object.entries(claims), none) }
      }),
    )
  examples(
    command,
    'user claims --tenant acme ada@acme.example',
    'user claims --tenant acme ada@acme.example --set department=engines --unset locale',
  )
}

function theirs(claims: Readonly<Record<string, string>>): string {
  const names = Object.keys(claims)
  return names.length === 0 ? 'they have none' : `write ${oneOf(names.map((name) => quoted(name)))}`
}
