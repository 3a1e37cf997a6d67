import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { startServer } from '../../servers/start-server.ts'
import type { Contestant, RunningContestant, StartOptions } from '../contestant.ts'
import { onPostgres } from '../on-postgres.ts'
import { BROWSERS } from '../peer-client.ts'
import { seedHub, type Seed } from './seed-hub.ts'

const MAIN = join(import.meta.dirname, '../../../../../apps/auth-server/src/main.ts')
// As `pnpm hub` starts it.
const NODE_OPTIONS = ['--max-semi-space-size=8']
const SYNCHRONOUS_NORMAL = join(import.meta.dirname, 'synchronous-normal.ts')

const OPERATIONS = ['code-exchange', 'refresh', 'client-credentials', 'api-call', 'metadata', 'whole-flow'] as const

/** The hub as it is shipped: events, logs at info, throttles and the retry window are on. */
export const hubOnSqlite: Contestant = {
  name: 'hub-sqlite',
  title: 'Identity Hub, SQLite',
  operations: ['code-exchange-alone', ...OPERATIONS],
  start: (options) => startHub(options, { tenants: 1, browsers: BROWSERS }),
}

export const hubWithThousandTenants: Contestant = {
  name: 'hub-1000-tenants',
  title: 'Identity Hub, SQLite, 1,000 tenants',
  operations: OPERATIONS,
  start: (options) => startHub(options, { tenants: 1_000, browsers: 1 }),
}

/** For comparison alone: the hub has no such setting, because an acknowledged write could be lost with it. */
export const hubOnSqliteNormal: Contestant = {
  name: 'hub-sqlite-normal',
  title: 'Identity Hub, SQLite, synchronous=NORMAL',
  operations: ['code-exchange', 'refresh'],
  start: (options) =>
    startHub(
      { ...options, nodeOptions: [...(options.nodeOptions ?? []), `--import=${SYNCHRONOUS_NORMAL}`] },
      { tenants: 1, browsers: BROWSERS },
    ),
}

export const hubOnPostgres: Contestant = {
  name: 'hub-postgres',
  title: 'Identity Hub, PostgreSQL',
  operations: OPERATIONS,
  start: (options) =>
    onPostgres(options, async (own, databaseUrl) =>
      serveHub(own, databaseUrl, await seedHub(databaseUrl, { tenants: 1, browsers: BROWSERS })),
    ),
}

async function startHub(options: StartOptions, seed: Seed): Promise<RunningContestant> {
  const databaseUrl = `sqlite:${join(options.folder, 'hub.sqlite')}`
  const parties = await seedHub(databaseUrl, seed)
  return serveHub(options, databaseUrl, parties)
}

/** Serves a database that was seeded before. */
export async function serveHub(
  { folder, cores, nodeOptions }: StartOptions,
  databaseUrl: string,
  parties: RunningContestant['parties'],
): Promise<RunningContestant> {
  const server = await startServer({
    script: MAIN,
    args: () => ['serve'],
    nodeOptions: [...NODE_OPTIONS, ...(nodeOptions ?? [])],
    environment: (port) => ({
      HUB_PORT: String(port),
      HUB_DATABASE_URL: databaseUrl,
      HUB_KEYS: `bench:${randomBytes(32).toString('base64url')}`,
    }),
    readyPath: parties[0]?.metadataPath ?? '/health/ready',
    folder,
    cores: cores?.server ?? null,
  })
  return {
    ...server,
    parties,
    usage: async () => ({ server: await server.usage(), database: null }),
  }
}
