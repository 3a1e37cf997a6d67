import { randomBytes } from 'node:crypto'
import type { HubStorage } from '@identity-hub/core'
import { afterAll } from 'vitest'
import { openStorage, type OpenStorageOptions } from '../../open-storage.ts'
import type { StorageUnderTest } from '../../suite/storage-under-test.ts'
import { readDatabaseFiles } from './database-files.ts'
import type { PostgresServer } from './postgres-server.ts'
import { query } from './query.ts'

export { query }

export interface FreshDatabase {
  readonly url: string
  remove(): Promise<void>
}

export interface PostgresUnderTest extends StorageUnderTest {
  readonly url: string
}

export async function makeDatabase(server: PostgresServer, options = "ENCODING 'UTF8'"): Promise<FreshDatabase> {
  const name = `hub_test_${randomBytes(6).toString('hex')}`
  await query(server.url, `CREATE DATABASE ${name} ${options} TEMPLATE template0`)
  const url = new URL(server.url)
  url.pathname = name
  return {
    url: url.href,
    remove: async () => {
      await query(server.url, `DROP DATABASE ${name} WITH (FORCE)`)
    },
  }
}

const EMPTY = `
  DO $$ DECLARE name regclass; BEGIN
    FOR name IN SELECT c.oid FROM pg_class c
      WHERE c.relkind = 'r' AND c.relnamespace = current_schema()::regnamespace AND c.relname <> 'schema'
    LOOP EXECUTE format('DELETE FROM %s', name); END LOOP;
  END $$`

const forEachTable = (statements: string): string => `
  DO $$ DECLARE name text; BEGIN
    FOR name IN SELECT c.relname FROM pg_class c
      WHERE c.relkind = 'r' AND c.relnamespace = current_schema()::regnamespace
    LOOP ${statements} END LOOP;
  END $$`

const TABLES = `
  SELECT c.relname AS name FROM pg_class c
  WHERE c.relkind = 'r' AND c.relnamespace = current_schema()::regnamespace`

const COPY = `CREATE SCHEMA copy; ${forEachTable(`EXECUTE format('CREATE TABLE copy.%1$I AS TABLE %1$I', name);`)}`
const PUT_BACK = `
  ${forEachTable(`EXECUTE format('DELETE FROM %1$I; INSERT INTO %1$I SELECT * FROM copy.%1$I', name);`)};
  DROP SCHEMA copy CASCADE`

/**
 * Opens storages over databases that nobody else uses. Making a database takes longer than most tests do, so one that a
 * test has left is emptied for the next.
 */
export function createFreshOpener(
  server: () => PostgresServer,
): (options?: OpenStorageOptions) => Promise<PostgresUnderTest> {
  const made: FreshDatabase[] = []
  const left: FreshDatabase[] = []
  afterAll(() => Promise.all(made.map((database) => database.remove())))
  async function make(): Promise<FreshDatabase> {
    const database = await makeDatabase(server())
    made.push(database)
    return database
  }
  return async (options = {}) => {
    const database = left.pop() ?? (await make())
    return openFresh(server(), database, options, () => left.push(database))
  }
}

/** Each further storage has sessions of its own, as another process would. */
async function openFresh(
  server: PostgresServer,
  database: FreshDatabase,
  options: OpenStorageOptions,
  leave: () => unknown,
): Promise<PostgresUnderTest> {
  const opened: HubStorage[] = []
  const open = async (): Promise<HubStorage> => {
    const storage = await openStorage(database.url, options)
    opened.push(storage)
    return storage
  }
  const closeAll = () => Promise.all(opened.map((storage) => storage.close()))
  return {
    url: database.url,
    storage: await open(),
    openSecond: open,
    reopen: async () => {
      await closeAll()
      return open()
    },
    copy: async () => {
      await query(database.url, COPY)
      return async () => void (await query(database.url, PUT_BACK))
    },
    readBytes: async () => Buffer.concat((await readDatabaseFiles(server, database.url)).map(({ bytes }) => bytes)),
    countRecords: async () => {
      const tables = await query<{ name: string }>(database.url, TABLES)
      const counts = await Promise.all(
        tables.map(({ name }) => query<{ n: number }>(database.url, `SELECT count(*)::int AS n FROM ${name}`)),
      )
      return counts.flat().reduce((sum, { n }) => sum + n, 0)
    },
    runSql: async (sql) => {
      await query(database.url, sql)
    },
    dispose: async () => {
      await closeAll()
      await query(database.url, EMPTY)
      leave()
    },
  }
}
