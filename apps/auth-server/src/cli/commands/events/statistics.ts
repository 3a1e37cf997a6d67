import type { Command } from 'commander'
import { given } from '../../given.ts'
import { choice, examples, instant, tenantOption } from '../../options.ts'
import { table } from '../../report.ts'
import type { Run } from '../../run.ts'

interface StatisticsOptions {
  readonly tenant: string
  readonly since?: string
  readonly until?: string
  readonly interval?: 'hour' | 'day'
}

const WEEK_MILLISECONDS = 7 * 86_400_000

export function statisticsCommand(program: Command, run: Run): void {
  const command = program
    .command('statistics')
    .description('sign-ins, tokens and refusals over time')
    .addOption(tenantOption())
    .addOption(
      instant('--since <instant>', 'from then on: an instant, or 24h, 30d for so long ago; a week unless given'),
    )
    .addOption(instant('--until <instant>', 'before then; now unless given'))
    .addOption(choice('--interval <length>', 'the length of one count; a day unless given', ['hour', 'day']))
    .action(({ tenant, since, until, interval }: StatisticsOptions) =>
      run.manage(async (hub) => {
        const from = since ?? new Date(Date.now() - WEEK_MILLISECONDS).toISOString()
        const query = { since: from, ...given({ until, interval }) }
        const { body } = await hub.of(tenant).getStatistics({ query })
        const rows = body.counts.map((count) =>
          [count.at, count.sign_ins, count.sign_ins_refused, count.tokens, count.refusals].map(String),
        )
        const headings = ['FROM', 'SIGN-INS', 'REFUSED SIGN-INS', 'TOKENS', 'OTHER REFUSALS']
        return {
          json: body,
          text: table(headings, rows, 'Nothing was counted.'),
          notes: [
            body.counted_until < from
              ? 'Nothing of it has been counted yet: a hub that serves does so.'
              : `Counted until ${body.counted_until}.`,
          ],
        }
      }),
    )
  examples(command, 'statistics --tenant acme', 'statistics --tenant acme --since 24h --interval hour')
}
