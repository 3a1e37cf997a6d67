import { isAbsolute, resolve } from 'node:path'
import { quoted } from '@identity-hub/core'
import { valueOf, type Environment } from './variables.ts'

const SCHEME = 'sqlite:'
const DEFAULT = 'sqlite:.data/hub.sqlite'

/** `sqlite:` and an absolute path. */
export function readDatabaseUrl(environment: Environment, workspaceRoot: string, problems: string[]): string {
  const value = valueOf(environment, 'HUB_DATABASE_URL') ?? DEFAULT
  const path = value.startsWith(SCHEME) ? value.slice(SCHEME.length) : null
  if (path === null)
    // The value may hold a password, so it is not repeated.
    problems.push(
      `HUB_DATABASE_URL has a scheme that the hub does not know; write sqlite: and a path, such as ${DEFAULT}`,
    )
  else if (path === '' || path === ':memory:' || path.startsWith('//') || /[?#\0]/.test(path) || path.endsWith('/'))
    problems.push(
      `HUB_DATABASE_URL is ${quoted(value)}; write the path of a file, such as ${DEFAULT} or sqlite:/var/lib/hub/hub.sqlite`,
    )
  return SCHEME + (path !== null && isAbsolute(path) ? path : resolve(workspaceRoot, path ?? '.'))
}
