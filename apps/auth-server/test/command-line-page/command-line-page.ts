import { PassThrough, Readable } from 'node:stream'
import type { Command } from 'commander'
import { createProgram } from '../../src/cli/program.ts'
import type { Run } from '../../src/cli/run.ts'

export const pageUrl = new URL('../../../docs/reference/command-line.md', import.meta.url)

const HEAD = `# The command line

<!-- Made by \`pnpm docs:commands\` from apps/auth-server/src/cli. Do not edit. -->

\`pnpm hub <command>\` works on the database of \`HUB_DATABASE_URL\`, or on a hub somewhere else over its management API:
[administer from elsewhere](../guides/run-a-hub.md#administer-from-elsewhere). Both take the same words and give the same answers.

| exit code | means |
|---|---|
| 0 | done |
| 1 | an outage, worth trying again |
| 2 | what was typed is wrong, or was refused; nothing was changed |

Everywhere: \`--json\` answers with one JSON document on stdout, \`--hub <url>\` names a hub somewhere else, \`--yes\` goes on
without asking, \`--help\` says more. A user is named by e-mail address, user name or id. Lists have all that there is, or the
first \`--limit <n>\`.

What cannot be undone (deleting, erasing) is asked about on a terminal, and refused without one unless \`--yes\` is there.
\`tenant suspend\` is asked about on a terminal only, so that scripts go on as they were.

| variable | what it is |
|---|---|
| \`HUB_DATABASE_URL\` | the database; when it is set, a profile that \`hub login\` chose is left alone |
| \`HUB_CLI_CONFIG\` | the file of profiles; \`identity-hub/profiles.json\` in \`$XDG_CONFIG_HOME\` or \`~/.config\` unless set |
| \`HUB_CLIENT_ID\`, \`HUB_CLIENT_SECRET\` | a client that acts for itself, for one command with \`--hub\`, or for \`hub login\` |
`

/** The reference of all commands, out of what they say of themselves. */
export function commandLinePage(): string {
  const program = createProgram(nothing(), context(), () => undefined)
  return `${HEAD}\n${program.commands.map((command) => describeGroup(command)).join('\n')}`
}

function describeGroup(group: Command): string {
  const head = `## hub ${group.name()}\n\n${sentence(group.description())}\n`
  const parts =
    group.commands.length === 0 ? [describeUse(group, '')] : group.commands.map((one) => describe(one, group.name(), 3))
  return `${head}\n${parts.join('\n')}`
}

function describe(command: Command, parent: string, level: number): string {
  const name = `${parent} ${command.name()}`
  const head = `${'#'.repeat(level)} hub ${name}\n\n${sentence(command.description())}\n`
  const inner = command.commands.map((one) => describe(one, name, level + 1))
  return inner.length > 0 ? `${head}\n${inner.join('\n')}` : `${head}\n${describeUse(command, parent)}`
}

function describeUse(command: Command, parent: string): string {
  const words = ['hub', ...(parent === '' ? [] : [parent]), command.name(), command.usage()]
  const rows = [
    ...command.registeredArguments.map((one) => [
      `${one.required ? '<' : '['}${one.name()}${one.required ? '>' : ']'}`,
      one.description,
    ]),
    ...command.options.map((option) => [option.flags, describeOption(option)]),
  ].map(([name = '', text = '']) => `| \`${name}\` | ${text.replaceAll('|', '\\|')} |\n`)
  const table = rows.length === 0 ? '' : `\n| | |\n|---|---|\n${rows.join('')}`
  return `\`\`\`text\n${words.join(' ').trim()}\n\`\`\`\n${table}`
}

function describeOption({ description, argChoices = [] }: Command['options'][number]): string {
  return argChoices.length === 0 ? description : `${description}: ${argChoices.join(', ')}`
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`
}

function never(): never {
  throw new Error('a page runs no command')
}

/** Nothing is run. */
function nothing(): Run {
  return {
    manage: never,
    manageWithSecret: never,
    administer: never,
    administerWithSecret: never,
    profile: never,
    refuse: never,
    task: never,
  }
}

function context() {
  const stream = new PassThrough()
  return { stdin: Readable.from([]), stdout: stream, stderr: stream, env: {}, workspaceRoot: '.', onStop: () => {} }
}
