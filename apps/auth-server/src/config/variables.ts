import { nearest } from './nearest.ts'

export type Environment = Readonly<Record<string, string | undefined>>

/** Everything that a hub and its command line read from the environment. */
export const variableNames = [
  'HUB_HOST',
  'HUB_PORT',
  'HUB_ORIGIN',
  'HUB_DATABASE_URL',
  'HUB_KEYS',
  'HUB_LOG_LEVEL',
  'HUB_TRUSTED_PROXIES',
  'HUB_ALLOW_HTTP',
  'HUB_CLI_CONFIG',
  'HUB_CLIENT_ID',
  'HUB_CLIENT_SECRET',
] as const

export type VariableName = (typeof variableNames)[number]

/** The variable's value; set to nothing is the same as not set, as in most files that set variables. */
export function valueOf(environment: Environment, name: VariableName): string | null {
  const value = environment[name]?.trim()
  return value === undefined || value === '' ? null : value
}

/** One line for each HUB_ variable that nobody reads: most likely a slip that would otherwise go unnoticed. */
export function unknownVariableWarnings(environment: Environment): readonly string[] {
  const known: readonly string[] = variableNames
  return Object.keys(environment)
    .filter((name) => name.startsWith('HUB_') && !known.includes(name))
    .map((name) => {
      const meant = nearest(name, known)
      return `${name} is not a variable of the hub and is ignored${meant === null ? '' : `; did you mean ${meant}?`}`
    })
}
