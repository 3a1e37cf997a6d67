import { dirname, relative } from 'node:path'
import { styleText } from 'node:util'

export interface Summary {
  readonly workspaceRoot: string
  readonly consumerOrigin: string
  readonly issuer: string
  readonly email: string
  /** null: the person has changed it since it was written down. */
  readonly password: string | null
  readonly isBlocked: boolean
  /** Where hub and consumer keep what they know. */
  readonly databases: readonly string[]
  readonly logFiles: readonly string[]
}

/** What a newcomer does next. */
export function describeSummary(summary: Summary): string {
  const near = (file: string): string => {
    const path = relative(summary.workspaceRoot, file)
    return path.startsWith('..') ? file : path
  }
  const folders = new Set(summary.databases.map((file) => near(dirname(file))))
  const rows: readonly (readonly [string, string])[] = [
    ['Open', styleText(['bold', 'cyan'], summary.consumerOrigin)],
    ['Sign in as', styleText('bold', summary.email)],
    ['Password', summary.password === null ? 'the one that you chose' : styleText('bold', summary.password)],
    ['Hub', summary.issuer],
    ['Data', `${[...folders].join(', ')} (stays; remove it to begin anew)`],
    ['Logs', summary.logFiles.map((file) => near(file)).join(', ')],
  ]
  const lines = rows.map(([label, value]) => `  ${styleText('dim', label.padEnd(10))}  ${value}`)
  const blocked = summary.isBlocked
    ? ['', `  ${summary.email} is blocked; pnpm hub user unblock --tenant acme ${summary.email} lets them in again.`]
    : []
  return [
    '',
    styleText(['bold', 'green'], 'Identity Hub is running.'),
    '',
    ...lines,
    ...blocked,
    '',
    'Ctrl-C stops everything.',
    '',
  ].join('\n')
}
