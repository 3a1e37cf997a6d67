import type * as wire from '@identity-hub/api-types/management'
import type { Command } from 'commander'
import { given } from '../../given.ts'
import { examples, repeated, single, tenantOption } from '../../options.ts'
import { details } from '../../report.ts'
import type { Run } from '../../run.ts'
import { automaticScopeOption, clientMembersOf, lifetimeOptions, type ClientOptions } from './client-options.ts'
import { describeClient } from './describe-client.ts'

interface ClientUpdateOptions extends ClientOptions {
  readonly tenant: string
  readonly name?: string
  readonly scope?: readonly string[]
  readonly addScope?: readonly string[]
  readonly removeScope?: readonly string[]
}

export function clientUpdateCommand(parent: Command, run: Run): void {
  const command = parent
    .command('update')
    .description('change a client; what is left out stays')
    .addOption(tenantOption())
    .argument('<client_id>', 'the client')
    .addOption(single('--name <text>', 'what the consent page calls it'))
    .addOption(repeated('--redirect-uri <uri>', 'all of them, in place of those that there are; repeats'))
    .addOption(repeated('--scope <name>', 'all that it may ask for, in place of those that there are; repeats'))
    .addOption(repeated('--add-scope <name>', 'one that it may ask for besides; repeats'))
    .addOption(repeated('--remove-scope <name>', 'one that it loses; grants that rest on it end; repeats'))
    .addOption(automaticScopeOption())
    .addOption(repeated('--grant-type <grant>', 'all of them, in place of those that there are; repeats'))
    .addOption(repeated('--auth-method <method>', 'all of them, in place of those that there are; repeats'))
    .option('--first-party', 'it is yours: users are not asked for consent')
    .option('--no-first-party', 'users are asked for consent')
    .option('--pkce-optional', 'it cannot do PKCE (confidential clients only)')
    .option('--no-pkce-optional', 'it has to use PKCE')
    .addOption(single('--requires-role <role>', 'only users with this role can sign in to it'))
    .option('--no-requires-role', 'every user can sign in to it')
    .addOption(repeated('--allowed-origin <origin>', 'all of them, in place of those that there are; repeats'))
  lifetimeOptions(command)
  command.action((clientId: string, options: ClientUpdateOptions) => {
    const members = given({ ...clientMembersOf(options), name: options.name })
    if (Object.keys(members).length === 0 && !changesScopes(options))
      return run.refuse('nothing is to be changed; write an option, such as --name')
    return run.manage(async (hub) => {
      const client = hub.of(options.tenant)
      const path = { client_id: clientId }
      const { body: before, etag } = await client.getClient({ path })
      const scopes = changesScopes(options) ? { scopes: scopesOf(options, before) } : {}
      const { body } = await client.updateClient({ path, body: { ...members, ...scopes }, ifMatch: etag ?? '*' })
      return { json: body, text: `Changed the client ${body.name}.\n\n${details(describeClient(body))}` }
    })
  })
  examples(
    command,
    'client update --tenant acme timeline --add-scope orders:read',
    'client update --tenant acme timeline --access-token-seconds 600 --no-first-party',
  )
}

function changesScopes({ scope, addScope, removeScope, automaticScope }: ClientUpdateOptions): boolean {
  return [scope, addScope, removeScope, automaticScope].some((names) => names !== undefined)
}

function scopesOf(options: ClientUpdateOptions, before: wire.Client): wire.ClientScope[] {
  const { scope, addScope = [], removeScope = [], automaticScope = [] } = options
  const scopes = new Map<string, wire.ClientScope>()
  for (const one of scope?.map((name) => ({ name })) ?? before.scopes) scopes.set(one.name, one)
  for (const name of addScope) scopes.set(name, { name, assignment: 'requestable' })
  for (const name of automaticScope) scopes.set(name, { name, assignment: 'automatic' })
  for (const name of removeScope) scopes.delete(name)
  return [...scopes.values()]
}
