import type { Command } from 'commander'
import { done } from '../../administration/administration.ts'
import { changeTokenInQuery } from '../../administration/change-token-in-query.ts'
import { viewTenant } from '../../administration/views.ts'
import { examples } from '../options.ts'
import type { Run } from '../run.ts'

export function tenantTokenInQueryCommands(parent: Command, run: Run): void {
  switchCommand(parent, run, true, 'let apps verify a token in the query, where it may be logged on the way')
  switchCommand(parent, run, false, 'take tokens to verify in the Authorization header only; so it is from the start')
}

function switchCommand(parent: Command, run: Run, allowed: boolean, description: string): void {
  const name = allowed ? 'allow-token-in-query' : 'refuse-token-in-query'
  const command = parent
    .command(name)
    .description(description)
    .argument('<slug>', 'the tenant')
    .action((slug: string) =>
      run.administer(async (administration) => {
        const result = await changeTokenInQuery(administration, { slug, allowed })
        if (!result.ok) return result
        const view = viewTenant(result.value.tenant, administration.origin)
        const verb = allowed ? 'takes' : 'refuses'
        const when = result.value.changed ? 'from now on' : 'already'
        return done({ json: view, text: `The tenant ${view.slug} ${verb} access tokens in the query ${when}.` })
      }),
    )
  examples(command, `tenant ${name} acme`)
}
