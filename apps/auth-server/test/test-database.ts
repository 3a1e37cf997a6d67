import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeDatabase, readDatabaseFiles, startPostgres, type DatabaseFile } from '@identity-hub/storage/testing'

/** A database of its own for the hubs of one test file. */
export interface TestDatabase {
  readonly url: string
  /** Everything that it has on the disk, its logs included. */
  files(): Promise<readonly DatabaseFile[]>
  remove(): Promise<void>
}

export async function makeSqlite(): Promise<TestDatabase> {
  const folder = await mkdtemp(join(tmpdir(), 'hub-test-'))
  return {
    url: `sqlite:${join(folder, 'hub.sqlite')}`,
    files: async () => {
      const names = await readdir(folder)
      return Promise.all(names.map(async (name) => ({ name, bytes: await readFile(join(folder, name)) })))
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  }
}

/** PostgreSQL at its most talkative, where it is ours: it logs every statement with its values. */
export async function makeTalkativePostgres(): Promise<TestDatabase> {
  const server = await startPostgres(['log_statement=all'])
  const database = await makeDatabase(server)
  return {
    url: database.url,
    files: () => readDatabaseFiles(server, database.url),
    remove: async () => {
      await database.remove()
      await server.stop()
    },
  }
}
