import type * as wire from '@identity-hub/api-types/management'
import type { Command } from 'commander'
import { collect } from '../../collect.ts'
import { given } from '../../given.ts'
import { choice, examples, instant, limitOption, repeated, single, tenantOption } from '../../options.ts'
import { table } from '../../report.ts'
import type { Run } from '../../run.ts'
import { filterOf, type AccessFilter } from '../access/access-filter.ts'

interface ListOptions extends AccessFilter {
  readonly type?: readonly string[]
  readonly outcome?: wire.Event['outcome']
  readonly request?: string
  readonly actor?: string
  readonly since?: string
  readonly until?: string
  readonly limit?: number
}

const MOST = 50

export function eventCommands(program: Command, run: Run): void {
  const list = program
    .command('event')
    .description('what happened')
    .command('list')
    .description('list events, the newest first')
    .addOption(tenantOption())
    .addOption(repeated('--type <type>', 'only this kind, such as account.blocked; repeats'))
    .addOption(choice('--outcome <outcome>', 'only those', ['success', 'refused']))
    .addOption(single('--request <request_id>', 'only what one request did'))
    .addOption(single('--actor <actor>', 'only what they did: the id of a user, client:<client_id>, cli'))
    .addOption(single('--user <email>', 'only what is about them'))
    .addOption(single('--client <client_id>', 'only what is about that app'))
    .addOption(instant('--since <instant>', 'from then on: an instant, or 90m, 24h, 7d for so long ago'))
    .addOption(instant('--until <instant>', 'before then'))
    .addOption(limitOption(`at most so many; ${MOST} unless given`))
    .action((options: ListOptions) =>
      run.manage(async (hub) => {
        const filter = given({
          ...(await filterOf(hub, options)),
          type: options.type === undefined ? undefined : [...options.type],
          outcome: options.outcome,
          request_id: options.request,
          actor: options.actor,
          since: options.since,
          until: options.until,
        })
        const { listEvents } = hub.of(options.tenant)
        const events = await collect(listEvents, filter, options.limit ?? MOST)
        const rows = events.map(rowOf)
        return {
          json: events,
          text: table(['AT', 'TYPE', 'REASON', 'BY', 'ABOUT', 'REQUEST'], rows, 'Nothing happened.'),
        }
      }),
    )
  examples(
    list,
    'event list --tenant acme --outcome refused --since 24h',
    'event list --tenant acme --user ada@acme.example --type account.blocked --type role.removed',
  )
}

function rowOf(event: wire.Event): readonly string[] {
  const about = event.user_id ?? event.client_id ?? ''
  return [event.at, event.type, event.reason ?? '', event.actor ?? '', about, event.request_id]
}
