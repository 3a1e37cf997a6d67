import { DatabaseSync } from 'node:sqlite'

/** Opens a peer's database with the durability and the cache of the hub's own. */
export function openDurableSqlite(path: string): DatabaseSync {
  const db = new DatabaseSync(path)
  db.exec('PRAGMA journal_mode = WAL')
  db.exec('PRAGMA synchronous = FULL')
  db.exec('PRAGMA cache_size = -16384')
  db.exec('PRAGMA temp_store = MEMORY')
  if (process.platform === 'darwin') db.exec('PRAGMA fullfsync = ON')
  return db
}
