import {
  SECURE_FORM,
  parseDatabaseUrl,
  parseKey,
  parseOrigin,
  readVariables,
  visible,
  wholeNumber,
} from '@identity-hub/web-app'

/** Everything that can be set from outside. */
export interface Configuration {
  readonly host: string
  readonly port: number
  /** Where browsers find these pages, without a slash at the end; `/callback` below it is the redirect URI. */
  readonly origin: string
  /** Where the hub is. */
  readonly hubOrigin: string
  readonly clientId: string
  readonly clientSecret: string
  /** The SQLite file, as an absolute path. */
  readonly databasePath: string
  /** 32 bytes. Absent: a key file beside the database. */
  readonly key: Buffer | undefined
}

export type ReadConfiguration =
  | { readonly ok: true; readonly configuration: Configuration }
  | { readonly ok: false; readonly problems: readonly string[] }

/** Reads `ADMIN_*` once and reports every problem at once. A variable that is empty counts as not set. */
export function readEnvironment(
  environment: Readonly<Record<string, string | undefined>>,
  workspaceRoot: string,
): ReadConfiguration {
  const { required, optional, problems } = readVariables(environment)
  const port = required('ADMIN_PORT', wholeNumber(1, 65_535), 'a port from 1 to 65535', '4200')
  const originForm = `${SECURE_FORM}, without a path`
  const configuration: Configuration = {
    host: environment['ADMIN_HOST'] || '127.0.0.1',
    port,
    origin: required('ADMIN_ORIGIN', parseOrigin, originForm, `http://localhost:${port || 4200}`),
    hubOrigin: required('ADMIN_HUB', parseOrigin, originForm, 'http://localhost:4000'),
    clientId: required('ADMIN_CLIENT_ID', visible, 'the client_id that the hub gave these pages', 'hub-admin'),
    clientSecret: required('ADMIN_CLIENT_SECRET', visible, 'the secret that the hub gave these pages'),
    databasePath: required(
      'ADMIN_DATABASE_URL',
      (url) => parseDatabaseUrl(url, workspaceRoot),
      'sqlite: and the path of a file',
      'sqlite:.data/admin.sqlite',
    ),
    key: optional('ADMIN_KEY', parseKey, '32 bytes in base64url'),
  }
  return problems.length > 0 ? { ok: false, problems } : { ok: true, configuration: Object.freeze(configuration) }
}
