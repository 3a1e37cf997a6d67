import type { Command } from 'commander'
import { examples, tenantOption } from '../../options.ts'
import type { Run } from '../../run.ts'

export function explainCommand(program: Command, run: Run): void {
  const command = program
    .command('explain')
    .description('why a request was refused, and what to change')
    .addOption(tenantOption())
    .argument('<request-id>', 'what its answer had as X-Request-Id; error pages show it, too')
    .action((id: string, { tenant }: { tenant: string }) =>
      run.manage(async (hub) => {
        const { body } = await hub.of(tenant).explainRequest({ path: { request_id: id.toLowerCase() } })
        const lines = [
          body.sentence,
          ...(body.advice === null ? [] : ['', body.advice]),
          ...(body.sections.length === 0 ? [] : ['', ...body.sections.map(({ title, url }) => `${title}: ${url}`)]),
        ]
        return { json: body, text: lines.join('\n') }
      }),
    )
  examples(command, 'explain --tenant acme 01kb3m7qg8x0v4c2t9rj5hzd6e')
}
