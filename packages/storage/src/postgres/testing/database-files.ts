import { readdir, readFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import type { PostgresServer } from './postgres-server.ts'
import { query } from './query.ts'

export interface DatabaseFile {
  readonly name: string
  readonly bytes: Buffer
}

/**
 * Everything that a server has on the disk, its databases and its write-ahead log, and what it has logged. Of a server
 * that is not ours, what the rows of the one database say.
 */
export async function readDatabaseFiles(server: PostgresServer, url: string): Promise<readonly DatabaseFile[]> {
  if (server.own === null) return readRows(url)
  const { folder } = server.own
  await query(url, 'CHECKPOINT')
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const paths = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name))
  return Promise.all(paths.map(async (path) => ({ name: relative(folder, path), bytes: await readUnlessGone(path) })))
}

// A running server removes files at any time, those of past log segments for instance.
async function readUnlessGone(path: string): Promise<Buffer> {
  try {
    return await readFile(path)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return Buffer.alloc(0)
    throw error
  }
}

const TABLES = `
  SELECT c.oid::regclass::text AS name FROM pg_class c
  WHERE c.relkind = 'r' AND c.relnamespace = current_schema()::regnamespace`

async function readRows(url: string): Promise<DatabaseFile[]> {
  const tables = await query<{ name: string }>(url, TABLES)
  return Promise.all(
    tables.map(async ({ name }) => {
      const rows = await query<{ row: string }>(url, `SELECT t::text AS row FROM ${name} t`)
      const text = rows.map(({ row }) => row).join('\n')
      // A `bytea` is written as \\x and hexadecimal digits.
      const blobs = [...text.matchAll(/\\x([0-9a-f]+)/g)].map(([, hex]) => Buffer.from(hex ?? '', 'hex'))
      return { name, bytes: Buffer.concat([Buffer.from(text), ...blobs]) }
    }),
  )
}
