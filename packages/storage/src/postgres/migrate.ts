import { checkMigrated, checkReader, type Migration, NO_SCHEMA, type SchemaVersion } from '../schema-version.ts'
import type { Connection } from './connection.ts'
import type { Connections } from './connections.ts'
import { migrations, OWN_VERSION } from './migrations/migrations.ts'
import { START_PATIENCE_MILLISECONDS } from './patience.ts'

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
async function checkSchema(db: Connection, own: number): Promise<SchemaVersion> {
  const { name, schema } = await readSchema(db)
  return checkReader(name, schema, own)
}

export const requireSchema = (connections: Connections): Promise<void> =>
  connections.use(async (db) => {
    const { name, schema } = await readSchema(db)
    checkMigrated(name, checkReader(name, schema, OWN_VERSION), OWN_VERSION)
  })

// The letters `ihm`: a lock of no row, and of nobody else.
const MIGRATIONS = 0x69_68_6d

// Changing a schema, or waiting for who does, may take longer than a verb.
const BEGIN = `
  BEGIN; SET LOCAL statement_timeout = 0; SET LOCAL lock_timeout = ${START_PATIENCE_MILLISECONDS};
  SELECT pg_advisory_xact_lock(${MIGRATIONS}, 0)`
const CREATE = `
  CREATE TABLE schema (version integer NOT NULL, minimum_reader integer NOT NULL);
  INSERT INTO schema (version, minimum_reader) VALUES (0, 0)`

/** Takes every step that is missing in one transaction. Of several processes that start at once, one does the work. */
export function migrate(
  connections: Connections,
  steps: readonly Migration[] = migrations,
): Promise<{ from: number; to: number }> {
  const own = steps.at(-1)?.version ?? 0
  const take = async (db: Connection): Promise<{ from: number; to: number }> => {
    const { version } = await checkSchema(db, own)
    if (version >= own) return { from: version, to: version }
    await db.execute(BEGIN)
    const from = (await checkSchema(db, own)).version
    const missing = steps.filter((step) => step.version > from)
    if (from === 0) await db.execute(CREATE)
    for (const { statements } of missing) await db.execute(statements)
    const last = missing.at(-1)
    if (last !== undefined)
      await db.execute(`UPDATE schema SET version = ${last.version}, minimum_reader = ${last.minimumReader}`)
    await db.execute('COMMIT')
    return { from, to: last?.version ?? from }
  }
  return connections.use(take, { patienceMilliseconds: START_PATIENCE_MILLISECONDS })
}
