import type { Command } from 'commander'
import { examples } from '../../options.ts'
import type { Run } from '../../run.ts'
import { viewTenant } from '../../views.ts'
import { findTenant } from './find-tenant.ts'

export function tenantStatusCommands(parent: Command, run: Run): void {
  statusCommand(parent, run, 'suspend', 'close it to everybody, and end all that it issued, for good')
  statusCommand(parent, run, 'resume', 'open it again; what ended stays ended')
}

function statusCommand(parent: Command, run: Run, change: 'suspend' | 'resume', description: string): void {
  const command = parent
    .command(change)
    .description(description)
    .argument('<slug>', 'the tenant')
    .action((slug: string) =>
      run.manage(async (hub) => {
        const { body: before } = await findTenant(hub, slug)
        const changes = (before.status === 'suspended') !== (change === 'suspend')
        if (changes && change === 'suspend')
          // Scripts suspend as they always did.
          await hub.confirm({ warning: `All that ${slug} has issued ends for good.`, name: slug, unattended: 'go-on' })
        const { body } = await hub.of('hub')[`${change}Tenant`]({ path: { slug } })
        return { json: viewTenant(body), text: `The tenant ${slug} ${tell(change, changes)}` }
      }),
    )
  examples(command, `tenant ${change} acme`)
}

function tell(change: 'suspend' | 'resume', changed: boolean): string {
  if (!changed) return change === 'suspend' ? 'was suspended already.' : 'was not suspended.'
  return change === 'suspend'
    ? 'is suspended. Its sessions, grants and tokens have ended.'
    : 'is open again. Its users sign in anew, and its apps ask for access anew.'
}
