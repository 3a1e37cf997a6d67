import type { Command } from 'commander'
import { done, type Administration, type Result } from '../../administration/administration.ts'
import { createClient, type CreateClientInput, type CreatedClient } from '../../administration/create-client.ts'
import { viewClient } from '../../administration/views.ts'
import { examples, mandatory, repeated, seconds, single, tenantOption } from '../options.ts'
import type { Answer } from '../report.ts'
import type { Run } from '../run.ts'

interface ClientCreateOptions {
  readonly tenant: string
  readonly name: string
  readonly type: string
  readonly redirectUri?: readonly string[]
  readonly scope?: readonly string[]
  readonly grantType?: readonly string[]
  readonly authMethod?: readonly string[]
  readonly firstParty?: boolean
  readonly pkceOptional?: boolean
  readonly accessTokenSeconds?: number
  readonly allowedOrigin?: readonly string[]
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
    .addOption(
      repeated(
        '--grant-type <grant>',
        'authorization_code and refresh_token unless given, or client_credentials; repeats',
      ),
    )
    .addOption(repeated('--auth-method <method>', 'client_secret_basic and client_secret_post unless given; repeats'))
    .option('--first-party', 'it is yours: users are not asked for consent')
    .option('--pkce-optional', 'it cannot do PKCE (confidential clients only)')
    .addOption(seconds('--access-token-seconds <n>', 'how long access tokens live; 3600 unless given'))
    .addOption(repeated('--allowed-origin <origin>', 'a web origin whose scripts may read the answers; repeats'))
    .addOption(single('--client-id <id>', 'keep an id from elsewhere'))
    .option('--secret-stdin', 'keep a secret from elsewhere, read from standard input')
    .action((options: ClientCreateOptions): Promise<void> | void => {
      const input = toInput(options)
      if (options.secretStdin !== true) return run.administer((administration) => create(administration, input))
      if (options.clientId === undefined)
        return run.refuse('--secret-stdin keeps a secret that belongs to an id; write --client-id as well')
      return run.administerWithSecret('client secret', (administration, clientSecret) =>
        create(administration, { ...input, clientSecret }),
      )
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
function toInput(options: ClientCreateOptions): CreateClientInput {
  return {
    tenant: options.tenant,
    name: options.name,
    type: options.type,
    redirectUris: options.redirectUri ?? [],
    scopes: (options.scope ?? []).map((scope) => {
      const end = scope.indexOf('=')
      return end === -1
        ? { name: scope, description: null }
        : { name: scope.slice(0, end), description: scope.slice(end + 1) }
    }),
    grantTypes: options.grantType ?? [],
    authMethods: options.authMethod ?? [],
    firstParty: options.firstParty ?? false,
    pkceOptional: options.pkceOptional ?? false,
    allowedOrigins: options.allowedOrigin ?? [],
    ...(options.accessTokenSeconds !== undefined && { lifetimes: { accessTokenSeconds: options.accessTokenSeconds } }),
    ...(options.clientId !== undefined && { clientId: options.clientId }),
  }
}

async function create(administration: Administration, input: CreateClientInput): Promise<Result<Answer>> {
  const created = await createClient(administration, input)
  if (!created.ok) return created
  const { client, issuedSecret } = created.value
  const lines = [`Made the ${client.type} client ${client.name}.`, '', `  client_id      ${client.clientId}`]
  if (issuedSecret !== null)
    lines.push(
      `  client_secret  ${issuedSecret}`,
      '',
      'Keep the secret now: only its hash is stored, and it is never shown again.',
    )
  return done({ json: viewClient(client, issuedSecret), text: lines.join('\n'), notes: notesOn(created.value) })
}

function notesOn({ createdScopes, keptDescriptions, ignoredScopes }: CreatedClient): readonly string[] {
  return [
    ...createdScopes.map((name) => `Made the scope ${name}, which was missing.`),
    ...keptDescriptions.map((name) => `The scope ${name} was there already and keeps its description.`),
    ...ignoredScopes.map((name) => `${name} changes nothing: a client that may refresh always gets a refresh token.`),
  ]
}
