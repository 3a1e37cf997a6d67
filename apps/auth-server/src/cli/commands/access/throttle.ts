import type { Command } from 'commander'
import { collect } from '../../collect.ts'
import { given } from '../../given.ts'
import { examples, limitOption, single, tenantOption } from '../../options.ts'
import { table } from '../../report.ts'
import type { Run } from '../../run.ts'
import { filterOf, type AccessFilter } from './access-filter.ts'

interface ListOptions extends AccessFilter {
  readonly address?: string
  readonly limit?: number
}

export function throttleCommands(program: Command, run: Run): void {
  const throttle = program
    .command('throttle')
    .description('attempts that are counted, and delay whoever makes too many')
  throttle
    .command('list')
    .description('list what is counted at this moment')
    .addOption(tenantOption())
    .addOption(single('--user <email>', 'only what is counted on them'))
    .addOption(single('--address <address>', 'only what is counted on this address'))
    .addOption(limitOption())
    .action(({ limit, address, ...options }: ListOptions) =>
      run.manage(async (hub) => {
        const filter = given({ ...(await filterOf(hub, options)), address })
        const throttles = await collect(hub.of(options.tenant).listThrottles, filter, limit)
        const rows = throttles.map(({ id, kind, count, until }) => [kind, String(count), until, id])
        return { json: throttles, text: table(['KIND', 'COUNT', 'UNTIL', 'ID'], rows, 'Nothing is counted.') }
      }),
    )
  const lift = throttle
    .command('lift')
    .description('forget the attempts')
    .addOption(tenantOption())
    .argument('<throttle_id>', 'the throttle, as it is listed')
    .action((id: string, { tenant }: { tenant: string }) =>
      run.manage(async (hub) => {
        await hub.of(tenant).liftThrottle({ path: { throttle_id: id } })
        return { json: { throttle_id: id, lifted: true }, text: 'The attempts are forgotten.' }
      }),
    )
  examples(throttle, 'throttle list --tenant acme --user ada@acme.example')
  examples(lift, 'throttle lift --tenant acme account.9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08')
}
