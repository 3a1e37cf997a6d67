import type { Command } from 'commander'
import { done } from '../../administration/administration.ts'
import { changeTenantStatus } from '../../administration/change-tenant-status.ts'
import { viewTenant } from '../../administration/views.ts'
import { examples } from '../options.ts'
import type { Run } from '../run.ts'

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
      run.administer(async (administration) => {
        const result = await changeTenantStatus(administration, { slug, change })
        if (!result.ok) return result
        const view = viewTenant(result.value.tenant, administration.origin)
        return done({ json: view, text: `The tenant ${view.slug} ${tell(change, result.value.changed)}` })
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
