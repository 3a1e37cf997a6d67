import {
  SECURE_FORM,
  parseDatabaseUrl,
  parseIssuer,
  parseKey,
  parseOrigin,
  parseScope,
  readVariables,
  visible,
  wholeNumber,
} from '@identity-hub/web-app'

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
  const { required: read, optional: readOptional, problems } = readVariables(environment)
  const port = read('CONSUMER_PORT', wholeNumber(1, 65_535), 'a port from 1 to 65535', '4100')
  const configuration: Configuration = {
    host: environment['CONSUMER_HOST'] || '127.0.0.1',
    port,
    origin: read('CONSUMER_ORIGIN', parseOrigin, `${SECURE_FORM}, without a path`, `http://localhost:${port || 4100}`),
    issuer: read(
      'CONSUMER_ISSUER',
      parseIssuer,
      `${SECURE_FORM}, such as http://localhost:4000/acme`,
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
