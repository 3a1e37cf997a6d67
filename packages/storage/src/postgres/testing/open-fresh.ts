import { randomBytes } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { HubStorage } from '@identity-hub/core'
import { Client } from 'pg'
import { afterAll } from 'vitest'
import { openStorage, type OpenStorageOptions } from '../../open-storage.ts'
import type { StorageUnderTest } from '../../suite/storage-under-test.ts'
import type { PostgresServer } from './postgres-server.ts'

export interface FreshDatabase {
  readonly url: string
  remove(): Promise<void>
}

export interface PostgresUnderTest extends StorageUnderTest {
  readonly url: string
}

/** Runs statements by hand, as an operator would. */
export async function query<Row extends object>(url: string, sql: string, ...values: unknown[]): Promise<Row[]> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(sql, values)).rows as Row[]
  } finally {
    await client.end()
  }
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
    readBytes: () => readBytes(server, database.url),
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

const FOLDER = 'SELECT oid::text AS oid FROM pg_database WHERE datname = current_database()'
const TABLES = `
  SELECT c.oid::regclass::text AS name FROM pg_class c
  WHERE c.relkind = 'r' AND c.relnamespace = current_schema()::regnamespace`

/** The files of the database and the log; of a server that is not ours, what its rows say. */
async function readBytes(server: PostgresServer, url: string): Promise<Buffer> {
  if (server.own === null) {
    const tables = await query<{ name: string }>(url, TABLES)
    const rows = await Promise.all(
      tables.map(({ name }) => query<{ row: string }>(url, `SELECT t::text AS row FROM ${name} t`)),
    )
    const text = rows
      .flat()
      .map(({ row }) => row)
      .join('\n')
    // A `bytea` is written as \\x and hexadecimal digits.
    const blobs = [...text.matchAll(/\\x([0-9a-f]+)/g)].map(([, hex]) => Buffer.from(hex ?? '', 'hex'))
    return Buffer.concat([Buffer.from(text), ...blobs])
  }
  await query(url, 'CHECKPOINT')
  const [database] = await query<{ oid: string }>(url, FOLDER)
  const folders = [join(server.own.folder, 'base', database?.oid ?? ''), join(server.own.folder, 'pg_wal')]
  const files = await Promise.all(
    folders.map(async (folder) =>
      (await readdir(folder, { withFileTypes: true }))
        .filter((file) => file.isFile())
        .map(({ name }) => join(folder, name)),
    ),
  )
  return Buffer.concat(await Promise.all(files.flat().map((file) => readFile(file))))
}
