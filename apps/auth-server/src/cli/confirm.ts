import { createInterface } from 'node:readline'
import { quoted } from '@identity-hub/core'
import type { CliContext } from './cli-context.ts'
import { clause } from './describe-problem.ts'
import { Refused } from './refused.ts'
import { onOneLine } from './report.ts'

export interface Confirmation {
  /** What cannot be undone, as a sentence. */
  readonly warning: string
  /** What is typed to go on: the name of what it happens to. */
  readonly name: string
  /** Without a terminal to ask on: `refuse` unless `--yes` was typed. `go-on` is for commands that never asked. */
  readonly unattended?: 'refuse' | 'go-on'
}

/**
 * Asks before what cannot be undone.
 * @throws Refused when it was not confirmed
 */
export async function confirm(
  context: CliContext,
  isConfirmed: boolean,
  { warning, name, unattended = 'refuse' }: Confirmation,
): Promise<void> {
  if (isConfirmed) return
  if (context.stdin.isTTY !== true) {
    if (unattended === 'go-on') return
    throw new Refused(`${clause(warning)}; write --yes to do it`)
  }
  const typed = await ask(context, `${onOneLine(warning)}\nType ${onOneLine(name)} to go on: `)
  if (typed?.trim() !== name) throw new Refused(`nothing was done, because ${quoted(name)} was not typed`)
}

/** null: Ctrl-C or Ctrl-D. */
function ask({ stdin, stderr }: CliContext, question: string): Promise<string | null> {
  stderr.write(question)
  const prompt = createInterface({ input: stdin, terminal: false })
  return new Promise((resolve) => {
    prompt.once('line', (line) => {
      resolve(line)
      prompt.close()
    })
    prompt.once('close', () => resolve(null))
  })
}
