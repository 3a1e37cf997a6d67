import { join } from 'node:path'
import { authorizationRequestPath } from '../../operations/authorize.ts'
import { startServer } from '../../servers/start-server.ts'
import { browse } from '../browser.ts'
import type { Contestant, RunningContestant, StartOptions } from '../contestant.ts'
import type { Party } from '../party.ts'
import { onPostgres } from '../on-postgres.ts'
import { BROWSERS, peerClient } from '../peer-client.ts'

const PARTY: Party = {
  ...peerClient,
  authorizePath: '/auth',
  tokenPath: '/token',
  metadataPath: '/.well-known/openid-configuration',
  cookie: '',
  api: { kind: 'introspection', path: '/token/introspection' },
}

const OPERATIONS = ['code-exchange', 'refresh', 'client-credentials', 'api-call', 'metadata', 'whole-flow'] as const

export const oidcProviderInMemory: Contestant = {
  name: 'oidc-provider-memory',
  title: 'oidc-provider, in memory',
  operations: OPERATIONS,
  start: (options) => startOidcProvider(options, 'map'),
}

export const oidcProviderOnSqlite: Contestant = {
  name: 'oidc-provider-sqlite',
  title: 'oidc-provider, SQLite',
  operations: OPERATIONS,
  start: (options) => startOidcProvider(options, `sqlite:${join(options.folder, 'oidc-provider.sqlite')}`),
}

export const oidcProviderOnPostgres: Contestant = {
  name: 'oidc-provider-postgres',
  title: 'oidc-provider, PostgreSQL',
  operations: OPERATIONS,
  start: (options) => onPostgres(options, startOidcProvider),
}

async function startOidcProvider(
  { folder, cores, nodeOptions = [] }: StartOptions,
  store: string,
): Promise<RunningContestant> {
  const server = await startServer({
    script: join(import.meta.dirname, 'server.ts'),
    args: (port) => [store, String(port)],
    nodeOptions,
    environment: () => ({}),
    readyPath: '/.well-known/openid-configuration',
    folder,
    cores: cores?.server ?? null,
  })
  const parties: Party[] = []
  for (let browser = 0; browser < BROWSERS; browser += 1)
    parties.push({ ...PARTY, cookie: await browse(server.port, authorizationRequestPath(PARTY)) })
  return {
    ...server,
    parties,
    usage: async () => ({ server: await server.usage(), database: null }),
  }
}
