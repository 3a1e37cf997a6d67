import type { Command } from 'commander'
import { examples } from '../../options.ts'
import { Refused } from '../../refused.ts'
import type { Run } from '../../run.ts'
import { viewTenant } from '../../views.ts'
import { findTenant } from './find-tenant.ts'

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
      run.manage(async (hub) => {
        const { body: before, etag } = await findTenant(hub, slug)
        if (before.status === 'suspended')
          throw new Refused(`the tenant ${slug} is suspended, so nothing in it can be changed`)
        const body = { access_token_in_query: allowed }
        const changed = await hub.of('hub').updateTenant({ path: { slug }, body, ifMatch: etag })
        const verb = allowed ? 'takes' : 'refuses'
        const when = before.access_token_in_query === allowed ? 'already' : 'from now on'
        return {
          json: viewTenant(changed.body),
          text: `The tenant ${slug} ${verb} access tokens in the query ${when}.`,
        }
      }),
    )
  examples(command, `tenant ${name} acme`)
}
