import { join } from 'node:path'
import type { Command } from 'commander'
import { done, type Administration, type Result } from '../../administration/administration.ts'
import { demo } from '../../administration/demo.ts'
import type { CliContext } from '../cli-context.ts'
import type { Answer } from '../report.ts'
import type { Run } from '../run.ts'

export function demoCommand(program: Command, run: Run, context: CliContext): void {
  program
    .command('demo')
    .description('make a tenant, a user and a client to try things with; what is there stays')
    .action(() => run.administer((administration) => prepare(administration, context)))
}

async function prepare(administration: Administration, { env, workspaceRoot }: CliContext): Promise<Result<Answer>> {
  const file = join(workspaceRoot, '.data', 'demo.json')
  // The consumer's own default, and like there a slash at the end does no harm.
  const origin = env['CONSUMER_ORIGIN'] || `http://localhost:${env['CONSUMER_PORT'] || '4100'}`
  const prepared = await demo(administration, { file, redirectUri: `${origin.replace(/\/$/, '')}/callback` })
  if (!prepared.ok) return prepared
  const { credentials, changes, passwordIsCurrent, userIsBlocked } = prepared.value
  const { issuer, email, client_id } = credentials
  const notes: string[] = []
  if (!passwordIsCurrent) notes.push(`${email} has changed the password since it was written down.`)
  if (userIsBlocked) notes.push(`${email} is blocked: hub user unblock --tenant acme ${email}`)
  return done({
    json: { issuer, email, client_id, file, changes, password_is_current: passwordIsCurrent, blocked: userIsBlocked },
    text: [
      ...(changes.length === 0 ? ['Everything was there already.'] : changes.map((change) => `The demo ${change}.`)),
      `Sign in at ${issuer} as ${email}; the password is in ${file}`,
    ].join('\n'),
    notes,
  })
}
