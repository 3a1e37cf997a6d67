import type { Command } from 'commander'
import { done } from '../../administration/administration.ts'
import { rotateClientSecret } from '../../administration/rotate-client-secret.ts'
import { viewClient } from '../../administration/views.ts'
import { examples, single, tenantOption } from '../options.ts'
import type { Run } from '../run.ts'

interface RotateOptions {
  readonly tenant: string
  readonly clientId?: string
  readonly endPrevious?: boolean
}

export function clientRotateSecretCommand(parent: Command, run: Run): void {
  const command = parent
    .command('rotate-secret')
    .description('make a new secret; the one before it works for a day longer')
    .addOption(tenantOption())
    .argument('[client_id]', 'the client')
    .addOption(single('--client-id <id>', 'another way to name the client'))
    .option('--end-previous', 'the one before it ends now, as when it may have leaked')
    .action((argument: string | undefined, options: RotateOptions): Promise<void> | void => {
      const clientId = argument ?? options.clientId
      if (clientId === undefined || (argument !== undefined && options.clientId !== undefined))
        return run.refuse('name one client, as in: hub client rotate-secret --tenant acme <client_id>')
      return run.administer(async (administration) => {
        const { tenant, endPrevious: endPreviousNow = false } = options
        const rotated = await rotateClientSecret(administration, { tenant, clientId, endPreviousNow })
        if (!rotated.ok) return rotated
        const { client, issuedSecret, previousExpireAt } = rotated.value
        const until = endPreviousNow ? 'ended now' : `works until ${new Date(previousExpireAt).toISOString()}`
        const text = [
          `Made a new secret for the client ${client.name}.`,
          '',
          `  client_id      ${client.clientId}`,
          `  client_secret  ${issuedSecret}`,
          '',
          'Keep the secret now: only its hash is stored, and it is never shown again.',
        ].join('\n')
        return done({ json: viewClient(client, issuedSecret), text, notes: [`The secret before it ${until}.`] })
      })
    })
  examples(
    command,
    'client rotate-secret --tenant acme c_1f0Qk2Y9mB4hXw7TzLrVug',
    'client rotate-secret --tenant acme c_1f0Qk2Y9mB4hXw7TzLrVug --end-previous',
  )
}
