import { Client } from 'pg'
import { type Connections, createConnections } from './connections.ts'
import { START_PATIENCE_MILLISECONDS } from './patience.ts'
import { describe, isOutage, toUnavailable } from './postgres-error.ts'

const OLDEST_VERSION = 150_000

const LOOK = `
  SELECT current_setting('server_version_num')::integer AS version, current_setting('server_version') AS "versionText",
    current_setting('server_encoding') AS encoding, current_setting('fsync') = 'on' AS "isSynced",
    current_setting('full_page_writes') = 'on' AS "hasFullPages"`

interface Look {
  readonly version: number
  readonly versionText: string
  readonly encoding: string
  readonly isSynced: boolean
  readonly hasFullPages: boolean
}

/** @throws Error with one line for the operator */
export async function openDatabase(databaseUrl: string, warn: (message: string) => void): Promise<Connections> {
  checkUrl(databaseUrl)
  const connections = createConnections(databaseUrl)
  try {
    await connections.use(async (db) => checkServer(await db.one<Look>(LOOK), warn), {
      patienceMilliseconds: START_PATIENCE_MILLISECONDS,
    })
  } catch (error) {
    await connections.close()
    throw isOutage(error) ? toUnavailable(error) : error
  }
  return connections
}

// Reading it may also read certificates. What is wrong is told without the URL, which may hold a password.
function checkUrl(databaseUrl: string): void {
  try {
    void new Client({ connectionString: databaseUrl })
  } catch (error) {
    throw new Error(`the PostgreSQL URL cannot be used: ${describe(error)}`, { cause: error })
  }
}

function checkServer(look: Look | undefined, warn: (message: string) => void): void {
  if (look === undefined) throw new Error('the server does not tell its version')
  if (look.version < OLDEST_VERSION) throw new Error(`PostgreSQL 15 or newer is needed, not ${look.versionText}`)
  if (look.encoding !== 'UTF8') throw new Error(`the database must be encoded in UTF8, not ${look.encoding}`)
  if (!look.isSynced) warn('the server runs with fsync=off: a crash of its machine can undo what was acknowledged')
  if (!look.hasFullPages) warn('the server runs with full_page_writes=off: a crash of its machine can tear pages')
}
