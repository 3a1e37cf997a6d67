import { join } from 'node:path'
import { startServer } from '../../servers/start-server.ts'
import { browse } from '../browser.ts'
import type { Contestant, RunningContestant, StartOptions } from '../contestant.ts'
import type { Party } from '../party.ts'
import { BROWSERS, peerClient } from '../peer-client.ts'

const PARTY: Party = {
  ...peerClient,
  authorizePath: '/authorize',
  tokenPath: '/token',
  metadataPath: null,
  cookie: '',
  api: { kind: 'bearer', path: '/identity' },
}

const OPERATIONS = ['code-exchange', 'refresh', 'client-credentials', 'api-call', 'whole-flow'] as const

export const oauth2ServerInMemory: Contestant = {
  name: 'oauth2-server-memory',
  title: '@node-oauth/oauth2-server, in memory',
  operations: OPERATIONS,
  start: (options) => startOAuth2Server(options, 'map'),
}

export const oauth2ServerOnSqlite: Contestant = {
  name: 'oauth2-server-sqlite',
  title: '@node-oauth/oauth2-server, SQLite',
  operations: OPERATIONS,
  start: (options) => startOAuth2Server(options, `sqlite:${join(options.folder, 'oauth2-server.sqlite')}`),
}

async function startOAuth2Server(
  { folder, cores, nodeOptions = [] }: StartOptions,
  store: string,
): Promise<RunningContestant> {
  const server = await startServer({
    script: join(import.meta.dirname, 'server.ts'),
    args: (port) => [store, String(port)],
    nodeOptions,
    environment: () => ({}),
    readyPath: '/ready',
    folder,
    cores: cores?.server ?? null,
  })
  const parties: Party[] = []
  for (let browser = 0; browser < BROWSERS; browser += 1)
    parties.push({ ...PARTY, cookie: await browse(server.port, '/sign-in') })
  return {
    ...server,
    parties,
    usage: async () => ({ server: await server.usage(), database: null }),
  }
}
