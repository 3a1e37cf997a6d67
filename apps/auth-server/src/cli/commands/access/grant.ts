import type { Command } from 'commander'
import { collect } from '../../collect.ts'
import { examples, limitOption, single, tenantOption } from '../../options.ts'
import { details, firstOf, table } from '../../report.ts'
import type { Run } from '../../run.ts'
import { filterOf, type AccessFilter } from './access-filter.ts'

interface TenantOption {
  readonly tenant: string
}

export function grantCommands(program: Command, run: Run): void {
  const grant = program.command('grant').description('completed authorizations, and the tokens that came from them')
  listCommand(grant, run)
  grant
    .command('show')
    .description('show a grant, also one that has ended')
    .addOption(tenantOption())
    .argument('<grant_id>', 'the grant')
    .action((id: string, { tenant }: TenantOption) =>
      run.manage(async (hub) => {
        const { body } = await hub.of(tenant).getGrant({ path: { grant_id: id } })
        const text = details({
          id: body.id,
          user: body.user_id,
          app: `${body.client_name} (${body.client_id})`,
          scopes: body.scopes,
          status: body.end_reason === null ? body.status : `${body.status} (${body.end_reason})`,
          granted: body.created_at,
          'last used': body.last_used_at,
          'ends at the latest': body.expires_at,
        })
        return { json: body, text }
      }),
    )
  const revoke = grant
    .command('revoke')
    .description('end its code and tokens for good')
    .addOption(tenantOption())
    .argument('<grant_id>', 'the grant')
    .action((id: string, { tenant }: TenantOption) =>
      run.manage(async (hub) => {
        await hub.of(tenant).revokeGrant({ path: { grant_id: id } })
        return { json: { grant_id: id, revoked: true }, text: `The grant ${id} has ended.` }
      }),
    )
  examples(revoke, 'grant revoke --tenant acme 01kb3m7qg8x0v4c2t9rj5hzd6e')
}

function listCommand(parent: Command, run: Run): void {
  parent
    .command('list')
    .description('list grants, the newest first')
    .addOption(tenantOption())
    .addOption(single('--user <email>', 'only theirs'))
    .addOption(single('--client <client_id>', 'only for that app'))
    .option('--live', 'without those that have ended')
    .addOption(limitOption())
    .action(({ limit, live, ...options }: AccessFilter & { live?: true; limit?: number }) =>
      run.manage(async (hub) => {
        const filter = { ...(await filterOf(hub, options)), ...(live && { live }) }
        const grants = await collect(hub.of(options.tenant).listGrants, filter, limit)
        const rows = grants.map((one) => {
          const status = one.end_reason ?? one.status
          return [one.id, one.user_id, one.client_name, firstOf(one.scopes), status, one.last_used_at]
        })
        const headings = ['ID', 'USER', 'APP', 'SCOPES', 'STATUS', 'LAST USED']
        return { json: grants, text: table(headings, rows, 'There are no grants.') }
      }),
    )
}
