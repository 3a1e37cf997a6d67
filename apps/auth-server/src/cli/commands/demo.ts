import { join, resolve } from 'node:path'
import type { Command } from 'commander'
import { done, type Administration, type Result } from '../../administration/administration.ts'
import { demo, type DemoSignIn } from '../../administration/demo/demo.ts'
import type { CliContext } from '../cli-context.ts'
import type { Answer } from '../report.ts'
import type { Run } from '../run.ts'

export function demoCommand(program: Command, run: Run, context: CliContext): void {
  program
    .command('demo')
    .description('make a tenant, a user, a client and an administrator to try things with; what is there stays')
    .option('--file <path>', 'where the credentials are kept', join(context.workspaceRoot, '.data', 'demo.json'))
    .action(({ file }: { readonly file: string }) =>
      run.administer((administration) => prepare(administration, context, resolve(file))),
    )
}

async function prepare(administration: Administration, { env }: CliContext, file: string): Promise<Result<Answer>> {
  const prepared = await demo(administration, {
    file,
    // The apps' own defaults, and like there a slash at the end does no harm.
    redirectUri: callbackOf(env['CONSUMER_ORIGIN'] || `http://localhost:${env['CONSUMER_PORT'] || '4100'}`),
    adminRedirectUri: callbackOf(env['ADMIN_ORIGIN'] || `http://localhost:${env['ADMIN_PORT'] || '4200'}`),
  })
  if (!prepared.ok) return prepared
  const { user, administrator, changes } = prepared.value
  return done({
    json: { ...viewSignIn(user), file, changes, administrator: viewSignIn(administrator) },
    text: [
      ...(changes.length === 0 ? ['Everything was there already.'] : changes.map((change) => `The demo ${change}.`)),
      ...[user, administrator].map(
        ({ credentials: { issuer, email } }) => `Sign in at ${issuer} as ${email}; the password is in ${file}`,
      ),
    ].join('\n'),
    notes: [...notesOn(user, 'acme'), ...notesOn(administrator, 'hub')],
  })
}

const callbackOf = (origin: string): string => `${origin.replace(/\/$/, '')}/callback`

function viewSignIn({ credentials, passwordIsCurrent, userIsBlocked }: DemoSignIn) {
  const { issuer, email, client_id } = credentials
  return { issuer, email, client_id, password_is_current: passwordIsCurrent, blocked: userIsBlocked }
}

function notesOn({ credentials: { email }, passwordIsCurrent, userIsBlocked }: DemoSignIn, tenant: string): string[] {
  const notes: string[] = []
  if (!passwordIsCurrent) notes.push(`${email} has changed the password since it was written down.`)
  if (userIsBlocked) notes.push(`${email} is blocked: hub user unblock --tenant ${tenant} ${email}`)
  return notes
}
