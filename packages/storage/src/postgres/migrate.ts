import { setTimeout as delay } from 'node:timers/promises'
import {
  checkMigrated,
  checkOrigin,
  checkReader,
  type Migration,
  NO_SCHEMA,
  type SchemaVersion,
} from '../schema-version.ts'
import type { Connection } from './connection.ts'
import type { Connections } from './connections.ts'
import { migrations, OWN_VERSION } from './migrations/migrations.ts'
import { LOCK_MILLISECONDS, now, START_PATIENCE_MILLISECONDS } from './patience.ts'
import { isConflict, isLocked } from './postgres-error.ts'

// What the search path names first is where our tables are made.
const LOOK = `
  SELECT current_database() AS database, current_schema() AS "currentSchema",
    (SELECT count(*) FROM pg_class t WHERE t.relnamespace = n.oid AND t.relkind IN ('r', 'p')) AS tables,
    (SELECT count(*) FROM pg_attribute a JOIN pg_class t ON t.oid = a.attrelid
      WHERE t.relnamespace = n.oid AND t.relname = 'schema' AND a.attname IN ('version', 'minimum_reader')) AS columns
  FROM (SELECT 1) AS always LEFT JOIN pg_namespace n ON n.nspname = current_schema()`
const READ = 'SELECT version, minimum_reader AS "minimumReader" FROM schema'

interface Look {
  readonly database: string
  readonly currentSchema: string | null
  readonly tables: number
  readonly columns: number
}

async function readSchema(db: Connection): Promise<{ readonly name: string; readonly schema: SchemaVersion }> {
  const look = await db.one<Look>(LOOK)
  if (look === undefined || look.currentSchema === null)
    throw new Error('the search path of the database names no schema that is there')
  const name = `the PostgreSQL database ${look.database}`
  if (look.tables === 0) return { name, schema: NO_SCHEMA }
  const schema = look.columns === 2 ? await db.one<SchemaVersion>(READ) : undefined
  if (schema === undefined) throw new Error(`${name} holds tables that are not of Identity Hub`)
  return { name, schema }
}

/** Neighbouring releases run side by side on one database; one that is too old for it must not touch it. */
async function checkSchema(db: Connection, steps: readonly Migration[]): Promise<SchemaVersion> {
  const { name, schema } = await readSchema(db)
  checkOrigin(name, schema, steps)
  return checkReader(name, schema, lastOf(steps))
}

const lastOf = (steps: readonly Migration[]): number => steps.at(-1)?.version ?? 0

export const requireSchema = (connections: Connections): Promise<void> =>
  connections.use(async (db) => {
    const { name, schema } = await readSchema(db)
    checkOrigin(name, schema, migrations)
    checkMigrated(name, checkReader(name, schema, OWN_VERSION), OWN_VERSION)
  })

// The letters `ihm`: a lock of no row, and of nobody else.
const MIGRATIONS = 0x69_68_6d

// Hubs that are stuck behind it must not lose their own patience.
const TABLE_LOCK_MILLISECONDS = LOCK_MILLISECONDS / 4

// Changing a schema, or waiting for who does, may take longer than a verb.
const BEGIN = `
  BEGIN; SET LOCAL statement_timeout = 0; SET LOCAL lock_timeout = ${START_PATIENCE_MILLISECONDS};
  SELECT pg_advisory_xact_lock(${MIGRATIONS}, 0);
  SET LOCAL lock_timeout = ${TABLE_LOCK_MILLISECONDS}`
const CREATE = `
  CREATE TABLE schema (version integer NOT NULL, minimum_reader integer NOT NULL);
  INSERT INTO schema (version, minimum_reader) VALUES (0, 0)`

/**
 * Takes every step that is missing, each in a transaction of its own, so that a table that hubs are using is held for no
 * longer than its step. Of several processes that start at once, one does the work.
 */
export async function migrate(
  connections: Connections,
  steps: readonly Migration[] = migrations,
): Promise<{ from: number; to: number }> {
  const own = lastOf(steps)
  const { version: from } = await use(connections, (db) => checkSchema(db, steps))
  let first: number | null = null
  for (let version = from; version < own;) {
    const step = await patiently(() => use(connections, (db) => takeNext(db, steps)))
    first ??= step.from
    version = step.to
  }
  return first === null ? { from, to: from } : { from: first, to: Math.max(first, own) }
}

const use = <T>(connections: Connections, work: (db: Connection) => Promise<T>): Promise<T> =>
  connections.use(work, { patienceMilliseconds: START_PATIENCE_MILLISECONDS })

async function takeNext(db: Connection, steps: readonly Migration[]): Promise<{ from: number; to: number }> {
  await db.execute(BEGIN)
  const from = (await checkSchema(db, steps)).version
  const next = steps.find(({ version }) => version > from)
  if (from === 0) await db.execute(CREATE)
  if (next !== undefined) {
    await db.execute(next.statements)
    await db.execute(`UPDATE schema SET version = ${next.version}, minimum_reader = ${next.minimumReader}`)
  }
  await db.execute('COMMIT')
  return { from, to: next?.version ?? from }
}

/** Who waits for a table while holding another one gives way to those who wait for that, and tries again. */
async function patiently<T>(take: () => Promise<T>): Promise<T> {
  const end = now() + START_PATIENCE_MILLISECONDS
  for (;;) {
    try {
      return await take()
    } catch (error) {
      if (!(isLocked(error) || isConflict(error)) || now() >= end) throw error
    }
    await delay(TABLE_LOCK_MILLISECONDS * Math.random())
  }
}
