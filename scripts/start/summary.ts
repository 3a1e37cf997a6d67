import { dirname, relative } from 'node:path'
import { styleText } from 'node:util'

export interface Summary {
  readonly workspaceRoot: string
  readonly issuer: string
  readonly user: SummarySignIn
  readonly administrator: SummarySignIn | null
  /** Where the apps keep what they know. */
  readonly databases: readonly string[]
  readonly logFiles: readonly string[]
}

interface SummarySignIn {
  /** Where to do it. */
  readonly origin: string
  readonly email: string
  /** null: the person has changed it since it was written down. */
  readonly password: string | null
  readonly isBlocked: boolean
}

/** What a newcomer does next. */
export function describeSummary(summary: Summary): string {
  const near = (file: string): string => {
    const path = relative(summary.workspaceRoot, file)
    return path.startsWith('..') ? file : path
  }
  const folders = new Set(summary.databases.map((file) => near(dirname(file))))
  const rows: readonly (readonly [string, string])[] = [
    ...describeSignIn('Open', summary.user),
    ...(summary.administrator ? describeSignIn('Administer', summary.administrator) : []),
    ['Hub', summary.issuer],
    ['Data', `${[...folders].join(', ')} (stays; remove it to begin anew)`],
    ['Logs', summary.logFiles.map((file) => near(file)).join(', ')],
  ]
  const lines = rows.map(([label, value]) => `  ${styleText('dim', label.padEnd(10))}  ${value}`)
  const blocked = [tellBlock(summary.user, 'acme'), tellBlock(summary.administrator, 'hub')].flat()
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

function describeSignIn(label: string, { origin, email, password }: SummarySignIn): [string, string][] {
  return [
    [label, styleText(['bold', 'cyan'], origin)],
    ['Sign in as', styleText('bold', email)],
    ['Password', password === null ? 'the one that you chose' : styleText('bold', password)],
  ]
}

function tellBlock(signIn: SummarySignIn | null, tenant: string): readonly string[] {
  if (signIn?.isBlocked !== true) return []
  const { email } = signIn
  return ['', `  ${email} is blocked; pnpm hub user unblock --tenant ${tenant} ${email} lets them in again.`]
}
