import type { Command } from 'commander'
import { examples, tenantOption } from '../../options.ts'
import type { Run } from '../../run.ts'
import { viewClient } from '../../views.ts'

export function clientStatusCommands(parent: Command, run: Run): void {
  statusCommand(parent, run, 'disable', 'end all its tokens and access for good')
  statusCommand(parent, run, 'enable', 'let it ask for access again; what ended stays ended')
}

function statusCommand(parent: Command, run: Run, change: 'disable' | 'enable', description: string): void {
  const command = parent
    .command(change)
    .description(description)
    .addOption(tenantOption())
    .argument('<client_id>', 'the client')
    .action((clientId: string, { tenant }: { tenant: string }) =>
      run.manage(async (hub) => {
        const client = hub.of(tenant)
        const path = { client_id: clientId }
        const { body: before } = await client.getClient({ path })
        const { body } = await client[`${change}Client`]({ path })
        return {
          json: viewClient(body),
          text: `The client ${body.name} ${tell(change, before.status !== body.status)}`,
        }
      }),
    )
  examples(command, `client ${change} --tenant acme c_1f0Qk2Y9mB4hXw7TzLrVug`)
}

function tell(change: 'disable' | 'enable', changed: boolean): string {
  if (!changed) return change === 'disable' ? 'was disabled already.' : 'was not disabled.'
  return change === 'disable'
    ? 'is disabled. Its tokens and grants have ended.'
    : 'is enabled and can ask for access again.'
}
