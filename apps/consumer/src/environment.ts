import { isAbsolute, join } from 'node:path'

/** Everything that can be set from outside. */
export interface Configuration {
  readonly host: string
  readonly port: number
  /** Where browsers find this app, without a slash at the end. */
  readonly origin: string
  readonly issuer: string
  readonly clientId: string
  /** Absent: a public client. */
  readonly clientSecret: string | undefined
  /** Absent: all scopes that are registered for the client. */
  readonly scope: string | undefined
  /** The SQLite file, as an absolute path. */
  readonly databasePath: string
  /** 32 bytes. Absent: a key file beside the database. */
  readonly key: Buffer | undefined
  readonly jobSeconds: number
}

export type ReadConfiguration =
  | { readonly ok: true; readonly configuration: Configuration }
  | { readonly ok: false; readonly problems: readonly string[] }

/** Reads `CONSUMER_*` once and reports every problem at once. A variable that is empty counts as not set. */
export function readEnvironment(
  environment: Readonly<Record<string, string | undefined>>,
  workspaceRoot: string,
): ReadConfiguration {
  const problems: string[] = []

  function read<Value>(
    name: string,
    parse: (text: string) => Value | undefined,
    form: string,
    otherwise?: string,
  ): Value {
    const text = environment[name] || otherwise
    const value = text === undefined ? undefined : parse(text)
    if (value === undefined)
      problems.push(text === undefined ? `${name} is missing: ${form}.` : `${name} must be ${form}.`)
    // Never looked at when there is a problem.
    return value as Value
  }

  function readOptional<Value>(
    name: string,
    parse: (text: string) => Value | undefined,
    form: string,
  ): Value | undefined {
    return environment[name] ? read(name, parse, form) : undefined
  }

  const port = read('CONSUMER_PORT', wholeNumber(1, 65_535), 'a port from 1 to 65535', '4100')
  const configuration: Configuration = {
    host: environment['CONSUMER_HOST'] || '127.0.0.1',
    port,
    origin: read('CONSUMER_ORIGIN', parseOrigin, `${secureForm}, without a path`, `http://localhost:${port || 4100}`),
    issuer: read(
      'CONSUMER_ISSUER',
      parseIssuer,
      `${secureForm}, such as http://localhost:4000/acme`,
      'http://localhost:4000/acme',
    ),
    clientId: read('CONSUMER_CLIENT_ID', visible, 'the client_id that the hub gave this app'),
    clientSecret: readOptional('CONSUMER_CLIENT_SECRET', visible, 'visible ASCII characters'),
    scope: readOptional('CONSUMER_SCOPE', parseScope, 'scope names with one space between them'),
    databasePath: read(
      'CONSUMER_DATABASE_URL',
      (url) => parseDatabaseUrl(url, workspaceRoot),
      'sqlite: and the path of a file',
      'sqlite:.data/consumer.sqlite',
    ),
    key: readOptional('CONSUMER_KEY', parseKey, '32 bytes in base64url'),
    jobSeconds: read('CONSUMER_JOB_SECONDS', wholeNumber(1, 86_400), 'a number of seconds from 1 to 86400', '30'),
  }
  return problems.length > 0 ? { ok: false, problems } : { ok: true, configuration: Object.freeze(configuration) }
}

const secureForm = 'an https URL, or http on this machine'

function wholeNumber(least: number, most: number): (text: string) => number | undefined {
  return (text) => {
    const value = /^\d{1,6}$/.test(text) ? Number(text) : NaN
    return value >= least && value <= most ? value : undefined
  }
}

function parseOrigin(text: string): string | undefined {
  const url = parseSecureUrl(text)
  return url && (text === url.origin || text === `${url.origin}/`) ? url.origin : undefined
}

function parseIssuer(text: string): string | undefined {
  return parseSecureUrl(text) && !/[?#]|\/$/.test(text) ? text : undefined
}

function parseSecureUrl(text: string): URL | undefined {
  const url = URL.parse(text)
  if (!url || url.username || url.password) return undefined
  const isLoopback = /^(?:127\.\d+\.\d+\.\d+|\[::1\]|(?:[a-z0-9-]+\.)*localhost)$/.test(url.hostname)
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback) ? url : undefined
}

function visible(text: string): string | undefined {
  return /^[\x20-\x7E]+$/.test(text) ? text : undefined
}

// RFC 6749 §3.3
function parseScope(text: string): string | undefined {
  return /^[\x21\x23-\x5B\x5D-\x7E]+(?: [\x21\x23-\x5B\x5D-\x7E]+)*$/.test(text) ? text : undefined
}

function parseDatabaseUrl(url: string, workspaceRoot: string): string | undefined {
  const path = /^sqlite:([^:?#]+)$/.exec(url)?.[1]
  if (path === undefined || path.endsWith('/')) return undefined
  return isAbsolute(path) ? path : join(workspaceRoot, path)
}

function parseKey(text: string): Buffer | undefined {
  const key = /^[\w-]{43}=?$/.test(text) ? Buffer.from(text, 'base64url') : undefined
  return key?.length === 32 ? key : undefined
}
