import type { Command } from 'commander'
import { examples, seconds, single, tenantOption } from '../../options.ts'
import type { Run } from '../../run.ts'
import { viewClient } from '../../views.ts'

interface RotateOptions {
  readonly tenant: string
  readonly clientId?: string
  readonly endPrevious?: boolean
  readonly previousSeconds?: number
}

export function clientRotateSecretCommand(parent: Command, run: Run): void {
  const command = parent
    .command('rotate-secret')
    .description('make a new secret; the one before it works for a day longer')
    .addOption(tenantOption())
    .argument('[client_id]', 'the client')
    .addOption(single('--client-id <id>', 'another way to name the client'))
    .option('--end-previous', 'the one before it ends now, as when it may have leaked')
    .addOption(seconds('--previous-seconds <n>', 'how long the one before it goes on; a day unless given'))
    .action((argument: string | undefined, options: RotateOptions): Promise<void> | void => {
      const clientId = argument ?? options.clientId
      if (clientId === undefined || (argument !== undefined && options.clientId !== undefined))
        return run.refuse('name one client, as in: hub client rotate-secret --tenant acme <client_id>')
      const { tenant, endPrevious = false, previousSeconds } = options
      if (endPrevious && previousSeconds !== undefined)
        return run.refuse('--end-previous and --previous-seconds contradict each other; write one of them')
      const livesSeconds = endPrevious ? 0 : previousSeconds
      return run.manage(async (hub) => {
        const client = hub.of(tenant)
        const path = { client_id: clientId }
        const { body: rotated } = await client.rotateClientSecret({
          path,
          ...(livesSeconds !== undefined && { body: { previous_lives_seconds: livesSeconds } }),
        })
        const { body } = await client.getClient({ path })
        const until = livesSeconds === 0 ? 'ended now' : `works until ${rotated.previous_expires_at ?? 'it is retired'}`
        const text = [
          `Made a new secret for the client ${body.name}.`,
          '',
          `  client_id      ${body.client_id}`,
          `  client_secret  ${rotated.client_secret}`,
          '',
          'Keep the secret now: only its hash is stored, and it is never shown again.',
        ].join('\n')
        return { json: viewClient(body, rotated.client_secret), text, notes: [`The secret before it ${until}.`] }
      })
    })
  examples(
    command,
    'client rotate-secret --tenant acme c_1f0Qk2Y9mB4hXw7TzLrVug',
    'client rotate-secret --tenant acme c_1f0Qk2Y9mB4hXw7TzLrVug --end-previous',
  )
}
