import { checkOrigin, checkReader, type Migration, NO_SCHEMA, type SchemaVersion } from '../schema-version.ts'
import type { Connection } from './connection.ts'
import { migrations } from './migrations/migrations.ts'
import { START_PATIENCE_MILLISECONDS } from './open-database.ts'
import { whileBusy } from './patience.ts'

export const OWN_VERSION = migrations.at(-1)?.version ?? 0

const TABLES = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
export const READ = 'SELECT version, minimum_reader AS minimumReader FROM schema'
const WRITE = 'UPDATE schema SET version = ?1, minimum_reader = ?2'

/** An empty file has none. */
export function readSchema(db: Connection): SchemaVersion {
  const tables = db.all<{ name: string }>(TABLES).map(({ name }) => name)
  if (tables.length === 0) return NO_SCHEMA
  const schema = tables.includes('schema') ? db.one<SchemaVersion>(READ) : undefined
  if (schema === undefined) throw new Error(`${db.path} is not a database of Identity Hub`)
  return schema
}

export function checkSchema(db: Connection, steps: readonly Migration[] = migrations): SchemaVersion {
  const schema = readSchema(db)
  checkOrigin(db.path, schema, steps)
  return checkReader(db.path, schema, lastOf(steps))
}

const lastOf = (steps: readonly Migration[]): number => steps.at(-1)?.version ?? 0

/** Takes every step that is missing in one transaction. Of several processes that start at once, one does the work. */
export async function migrate(
  db: Connection,
  steps: readonly Migration[] = migrations,
): Promise<{ from: number; to: number }> {
  const { version } = checkSchema(db, steps)
  if (version >= lastOf(steps)) return { from: version, to: version }
  await whileBusy(() => db.execute('BEGIN IMMEDIATE'), START_PATIENCE_MILLISECONDS)
  try {
    const from = checkSchema(db, steps).version
    const missing = steps.filter((step) => step.version > from)
    if (from === 0) db.execute(CREATE)
    for (const { statements } of missing) db.execute(statements)
    const last = missing.at(-1)
    if (last !== undefined) db.run(WRITE, last.version, last.minimumReader)
    db.execute('COMMIT')
    return { from, to: last?.version ?? from }
  } catch (error) {
    if (db.isInTransaction()) db.execute('ROLLBACK')
    throw error
  }
}

const CREATE = `
  CREATE TABLE schema (version INTEGER NOT NULL, minimum_reader INTEGER NOT NULL) STRICT;
  INSERT INTO schema (version, minimum_reader) VALUES (0, 0)`
