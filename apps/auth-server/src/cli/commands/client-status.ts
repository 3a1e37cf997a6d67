import type { Command } from 'commander'
import { done } from '../../administration/administration.ts'
import { changeClientStatus } from '../../administration/change-client-status.ts'
import { viewClient } from '../../administration/views.ts'
import { examples, tenantOption } from '../options.ts'
import type { Run } from '../run.ts'

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
      run.administer(async (administration) => {
        const result = await changeClientStatus(administration, { tenant, clientId, change })
        if (!result.ok) return result
        const { client, changed } = result.value
        return done({ json: viewClient(client), text: `The client ${client.name} ${tell(change, changed)}` })
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
