import type * as wire from '@identity-hub/api-types/management'
import type { Command } from 'commander'
import { given } from '../../given.ts'
import type { ManagedHub } from '../../manage.ts'
import { examples, mandatory, repeated, single, tenantOption } from '../../options.ts'
import type { Answer } from '../../report.ts'
import type { Run } from '../../run.ts'
import { viewClient } from '../../views.ts'
import { automaticScopeOption, clientMembersOf, lifetimeOptions, type ClientOptions } from './client-options.ts'
import { withMissingScopes, type AskedScope } from './missing-scopes.ts'

interface ClientCreateOptions extends ClientOptions {
  readonly tenant: string
  readonly name: string
  readonly type: string
  readonly scope?: readonly string[]
  readonly clientId?: string
  readonly secretStdin?: boolean
}

export function clientCreateCommand(parent: Command, run: Run): void {
  const command = parent
    .command('create')
    .description('make a client; its secret is shown this once')
    .addOption(tenantOption())
    .addOption(mandatory(single('--name <text>', 'what the consent page calls it')))
    .addOption(
      mandatory(
        single('--type <type>', 'confidential (has a server), public (runs in a browser) or native (runs on a device)'),
      ),
    )
    .addOption(repeated('--redirect-uri <uri>', 'where users come back to, compared byte for byte; repeats'))
    .addOption(
      repeated(
        '--scope <name[=description]>',
        'what it may ask for; made when missing; profile and email are built in; repeats',
      ),
    )
    .addOption(automaticScopeOption())
    .addOption(
      repeated(
        '--grant-type <grant>',
        'authorization_code and refresh_token unless given, or client_credentials; repeats',
      ),
    )
    .addOption(repeated('--auth-method <method>', 'client_secret_basic and client_secret_post unless given; repeats'))
    .option('--first-party', 'it is yours: users are not asked for consent')
    .option('--pkce-optional', 'it cannot do PKCE (confidential clients only)')
    .addOption(single('--requires-role <role>', 'only users with this role can sign in to it'))
    .addOption(repeated('--allowed-origin <origin>', 'a web origin whose scripts may read the answers; repeats'))
  lifetimeOptions(command)
  command
    .addOption(single('--client-id <id>', 'keep an id from elsewhere'))
    .option('--secret-stdin', 'keep a secret from elsewhere, read from standard input')
    .action((options: ClientCreateOptions): Promise<void> | void => {
      if (options.secretStdin !== true) return run.manage((hub) => create(hub, options))
      if (options.clientId === undefined)
        return run.refuse('--secret-stdin keeps a secret that belongs to an id; write --client-id as well')
      return run.manageWithSecret('client secret', (hub, secret) => create(hub, options, secret))
    })
  examples(
    command,
    'client create --tenant acme --name "Web shop" --type confidential \\',
    '    --redirect-uri https://shop.example.com/callback --scope profile --scope "orders:read=See your orders"',
    'client create --tenant acme --name "Night job" --type confidential \\',
    '    --grant-type client_credentials --scope orders:read',
  )
}

/** A scope's name ends at the first `=`. */
function askedScopes({ scope = [], automaticScope = [] }: ClientCreateOptions): readonly AskedScope[] {
  const asked = scope.map((text): AskedScope => {
    const end = text.indexOf('=')
    return end === -1
      ? { name: text, description: null, assignment: 'requestable' }
      : { name: text.slice(0, end), description: text.slice(end + 1), assignment: 'requestable' }
  })
  return [...asked, ...automaticScope.map((name) => ({ name, description: null, assignment: 'automatic' as const }))]
}

async function create(hub: ManagedHub, options: ClientCreateOptions, secret?: string): Promise<Answer> {
  const client = hub.of(options.tenant)
  const scopes = askedScopes(options)
  const members: wire.NewClient = {
    ...given(clientMembersOf(options)),
    name: options.name,
    // The API says which types there are.
    type: options.type as wire.NewClient['type'],
    scopes: scopes.map(({ name, assignment }) => ({ name, assignment })),
    ...given({ client_id: options.clientId, client_secret: secret }),
  }
  const { body, notes } = await withMissingScopes(client, scopes, (newScopes) =>
    client.createClient({ body: { ...members, ...(newScopes.length > 0 && { new_scopes: [...newScopes] }) } }),
  )
  const lines = [`Made the ${body.type} client ${body.name}.`, '', `  client_id      ${body.client_id}`]
  if (body.client_secret !== undefined)
    lines.push(
      `  client_secret  ${body.client_secret}`,
      '',
      'Keep the secret now: only its hash is stored, and it is never shown again.',
    )
  return { json: viewClient(body, body.client_secret), text: lines.join('\n'), notes }
}
