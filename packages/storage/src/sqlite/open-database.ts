import { type Connection, openConnection } from './connection.ts'
import { createDatabaseFile, identifyFile } from './database-file.ts'
import { whileBusy } from './patience.ts'

/** Others may be starting on the same file: switching to WAL, recovering after a crash, or migrating. */
export const START_PATIENCE_MILLISECONDS = 30_000

const CACHE_KIBIBYTES = 16 * 1024
const KEPT_WAL_BYTES = 64 * 1024 * 1024

const SETTINGS = [
  // Acknowledged means on the disk: each commit syncs the log.
  'PRAGMA synchronous = FULL',
  // Checkpoints are made by checkpoint.ts, which sees their errors; the automatic one swallows them.
  'PRAGMA wal_autocheckpoint = 0',
  `PRAGMA journal_size_limit = ${KEPT_WAL_BYTES}`,
  `PRAGMA cache_size = -${CACHE_KIBIBYTES}`,
  'PRAGMA temp_store = MEMORY',
  'PRAGMA trusted_schema = OFF',
  // What is erased is overwritten where that costs no extra page.
  'PRAGMA secure_delete = FAST',
]

// On macOS a plain fsync leaves data in the drive's cache. https://www.sqlite.org/pragma.html#pragma_fullfsync
const MACOS_SETTINGS = ['PRAGMA fullfsync = ON', 'PRAGMA checkpoint_fullfsync = ON']

function configure(db: Connection): void {
  const mode = db.one<{ journal_mode: string }>('PRAGMA journal_mode = WAL')?.journal_mode
  if (mode !== 'wal') throw new Error(`${db.path}: this file system offers no write-ahead log (journal mode ${mode})`)
  for (const setting of SETTINGS) db.execute(setting)
  if (process.platform === 'darwin') for (const setting of MACOS_SETTINGS) db.execute(setting)
}

export async function openDatabase(path: string, warn: (message: string) => void): Promise<Connection> {
  createDatabaseFile(path, warn)
  const file = identifyFile(path)
  const db = openConnection(path)
  let failure: unknown = null
  try {
    await whileBusy(() => configure(db), START_PATIENCE_MILLISECONDS)
  } catch (error) {
    failure = error
  }
  // From here on a restore sees that the file is in use; one that ended just before has put ours aside.
  if (identifyFile(path) !== file)
    failure = new Error(`${path} was replaced while it was being opened: start again`, { cause: failure })
  if (failure === null) return db
  db.close()
  throw failure
}
