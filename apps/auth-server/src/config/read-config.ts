import { join } from 'node:path'
import { developmentKeys } from './development-keys.ts'
import { readDatabaseUrl } from './database-url.ts'
import { logLevels, type AdministrationConfig, type HubConfig, type LogLevel } from './hub-config.ts'
import { readHost, readPort } from './listen-address.ts'
import { readOrigin } from './origin.ts'
import { parseKeys } from './parse-keys.ts'
import { readTrustedProxies } from './trusted-proxies.ts'
import { unknownVariableWarnings, valueOf, type Environment } from './variables.ts'

export type ConfigReading<Config> =
  | { readonly ok: true; readonly config: Config; readonly warnings: readonly string[] }
  | { readonly ok: false; readonly problems: readonly string[] }

export interface ConfigContext {
  /** Relative paths resolve against it; `.data` lies in it. */
  readonly workspaceRoot: string
}

/**
 * The configuration of a server, read once and frozen, or everything that is wrong with it at once.
 *
 * | variable | default | |
 * |---|---|---|
 * | HUB_HOST | 127.0.0.1 | the address to listen on |
 * | HUB_PORT | 4000 | the port to listen on; 0: the system picks one |
 * | HUB_ORIGIN | `http://localhost:${HUB_PORT}` | the public origin; https unless it is on this machine |
 * | HUB_ALLOW_HTTP | 0 | 1 allows an http origin elsewhere: only behind a network that nobody else can read |
 * | HUB_DATABASE_URL | `sqlite:.data/hub.sqlite` | relative to the workspace root; `sqlite:/…` is absolute |
 * | HUB_KEYS | `.data/hub.keys` on this machine, required elsewhere | what seals secrets: `id:base64url of 32 bytes,…`, the first one in use, the others for what they sealed |
 * | HUB_LOG_LEVEL | info | trace, debug, info, warn, error, fatal or silent |
 * | HUB_TRUSTED_PROXIES | none | addresses and CIDR ranges whose X-Forwarded-For is believed, separated by commas |
 */
export function readConfig(environment: Environment, context: ConfigContext): ConfigReading<HubConfig> {
  const problems: string[] = []
  const host = readHost(environment, problems)
  const port = readPort(environment, problems)
  const administration = readAdministration(environment, context, problems)
  const logLevel = readLogLevel(environment, problems)
  const trustedProxies = readTrustedProxies(environment, problems)
  const given = valueOf(environment, 'HUB_KEYS')
  const originIsWrong = problems.some((problem) => problem.startsWith('HUB_ORIGIN '))
  if (given === null && !administration.originIsLoopbackHttp && !originIsWrong)
    problems.push(
      `HUB_KEYS is required when HUB_ORIGIN is not on this machine; write id:key, with a key made by: node -p "crypto.randomBytes(32).toString('base64url')"`,
    )
  const keys = given === null ? null : parseKeys(given, 'HUB_KEYS', problems)
  if (problems.length > 0) return { ok: false, problems }

  const sealing = keys ?? developmentKeys(join(context.workspaceRoot, '.data', 'hub.keys'), problems)
  if (sealing === null) return { ok: false, problems }
  const secure = administration.origin.startsWith('https:')
  const origin = port === 0 && valueOf(environment, 'HUB_ORIGIN') === null ? null : administration.origin
  const config = { ...administration, origin, host, port, secure, keys: sealing, logLevel, trustedProxies }
  return { ok: true, config: Object.freeze(config), warnings: unknownVariableWarnings(environment) }
}

/** The part that administration needs: it seals nothing, so it asks for no keys. */
export function readAdministrationConfig(
  environment: Environment,
  context: ConfigContext,
): ConfigReading<AdministrationConfig> {
  const problems: string[] = []
  const config = readAdministration(environment, context, problems)
  if (problems.length > 0) return { ok: false, problems }
  return { ok: true, config: Object.freeze(config), warnings: unknownVariableWarnings(environment) }
}

function readAdministration(
  environment: Environment,
  { workspaceRoot }: ConfigContext,
  problems: string[],
): AdministrationConfig {
  const { origin, isLoopbackHttp } = readOrigin(environment, problems)
  return {
    origin,
    originIsLoopbackHttp: isLoopbackHttp,
    databaseUrl: readDatabaseUrl(environment, workspaceRoot, problems),
  }
}

function readLogLevel(environment: Environment, problems: string[]): LogLevel {
  const value = valueOf(environment, 'HUB_LOG_LEVEL') ?? 'info'
  const level = logLevels.find((known) => known === value)
  if (level === undefined)
    problems.push(`HUB_LOG_LEVEL is ${JSON.stringify(value)}; write one of ${logLevels.join(', ')}`)
  return level ?? 'info'
}
