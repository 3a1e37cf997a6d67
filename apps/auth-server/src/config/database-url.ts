import { isAbsolute, resolve } from 'node:path'
import { quoted } from '@identity-hub/core'
import { valueOf, type Environment } from './variables.ts'

const SQLITE = 'sqlite:'
const POSTGRES = /^postgres(?:ql)?:/
const DEFAULT = 'sqlite:.data/hub.sqlite'

/** `sqlite:` and an absolute path, or a `postgres://` URL as it is. A value may hold a password, so it is not repeated. */
export function readDatabaseUrl(environment: Environment, workspaceRoot: string, problems: string[]): string {
  const value = valueOf(environment, 'HUB_DATABASE_URL') ?? DEFAULT
  if (value.startsWith(SQLITE)) return readSqlitePath(value.slice(SQLITE.length), workspaceRoot, problems)
  if (!POSTGRES.test(value))
    problems.push(
      `HUB_DATABASE_URL has a scheme that the hub does not know; write sqlite: and a path, such as ${DEFAULT}, or postgres://host/database`,
    )
  else if (!URL.canParse(value) || new URL(value).hostname === '')
    problems.push('HUB_DATABASE_URL cannot be read; write postgres://user:password@host:5432/database')
  return value
}

function readSqlitePath(path: string, workspaceRoot: string, problems: string[]): string {
  if (path === '' || path === ':memory:' || path.startsWith('//') || /[?#\0]/.test(path) || path.endsWith('/'))
    problems.push(
      `HUB_DATABASE_URL is ${quoted(SQLITE + path)}; write the path of a file, such as ${DEFAULT} or sqlite:/var/lib/hub/hub.sqlite`,
    )
  return SQLITE + (isAbsolute(path) ? path : resolve(workspaceRoot, path))
}
