import { checkPassword } from '@identity-hub/core'
import type { Command } from 'commander'
import { given } from '../../given.ts'
import type { ManagedHub } from '../../manage.ts'
import { examples, mandatory, repeated, single, tenantOption } from '../../options.ts'
import { Refused } from '../../refused.ts'
import type { Answer } from '../../report.ts'
import type { Run } from '../../run.ts'
import { viewUser } from '../../views.ts'
import { claimsOf } from './claims.ts'

interface CreateOptions {
  readonly tenant: string
  readonly email: string
  readonly name: string
  readonly passwordStdin?: boolean
  readonly passwordHashStdin?: boolean
  readonly invite?: boolean
  readonly emailVerified?: boolean
  readonly role?: readonly string[]
  readonly claim?: readonly string[]
}

export function userCreateCommand(parent: Command, run: Run): void {
  const command = parent
    .command('create')
    .description('make a user, with a password or with a link with which they choose one')
    .addOption(tenantOption())
    .addOption(mandatory(single('--email <email>', 'what they sign in with')))
    .addOption(mandatory(single('--name <text>', 'what pages call them')))
    .option('--password-stdin', 'read the password from standard input')
    .option('--password-hash-stdin', 'read an argon2id hash from elsewhere from standard input (a PHC string)')
    .option('--invite', 'no password: the answer has a link with which they choose one')
    .option('--email-verified', 'the address is known to be theirs')
    .addOption(repeated('--role <role>', 'a role that they start with; repeats'))
    .addOption(repeated('--claim <name=value>', 'what is known of them besides; repeats'))
    .action((options: CreateOptions): Promise<void> | void => {
      const { passwordStdin = false, passwordHashStdin = false, invite = false } = options
      const ways = [passwordStdin, passwordHashStdin, invite].filter(Boolean).length
      if (ways === 0) return run.refuse('--password-stdin is missing; or write --invite for a link that you hand over')
      if (ways > 1) return run.refuse('write one of --password-stdin, --password-hash-stdin and --invite')
      if (invite) return run.manage((hub) => create(hub, options, {}))
      if (passwordHashStdin)
        return run.manageWithSecret('password hash', (hub, hash) => create(hub, options, { password_hash: hash }))
      return run.manageWithSecret('password', (hub, password) => {
        // The document's bounds are wider than the rule, which says what to write instead.
        const checked = checkPassword(password)
        if (!checked.ok) throw new Refused(checked.problem)
        return create(hub, options, { password })
      })
    })
  examples(
    command,
    'user create --tenant acme --email ada@acme.example --name "Ada Lovelace" --password-stdin',
    'user create --tenant acme --email ada@acme.example --name "Ada Lovelace" --password-stdin < password.txt',
    'user create --tenant acme --email ada@acme.example --name "Ada Lovelace" --invite --role clerk',
  )
}

async function create(
  hub: ManagedHub,
  { tenant, email, name, emailVerified, role, claim }: CreateOptions,
  password: { readonly password?: string; readonly password_hash?: string },
): Promise<Answer> {
  const extras = given({
    email_verified: emailVerified,
    roles: role === undefined ? undefined : [...role],
    claims: claim === undefined ? undefined : claimsOf(claim),
  })
  const { body } = await hub.of(tenant).createUser({ body: { email, name, ...password, ...extras } })
  const view = viewUser(body)
  const made = `Made the user ${view.email}. Their id is ${view.id}`
  if (body.invitation === undefined) return { json: view, text: made }
  const { url, expires_at: expiresAt } = body.invitation
  return {
    json: { ...view, invitation: body.invitation },
    text: `${made}\n\n  ${url}\n\nHand the link over: until ${expiresAt} whoever has it can choose the password, once.`,
  }
}
