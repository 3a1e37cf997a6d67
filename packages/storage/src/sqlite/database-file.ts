import { chmodSync, closeSync, existsSync, mkdirSync, openSync, statSync } from 'node:fs'
import { dirname } from 'node:path'

const OTHERS = 0o077

/**
 * Makes the file, and the folders on the way to it, for the owner alone. SQLite gives its `-wal` and `-shm` files the
 * mode of the database. What was there already keeps its mode; when others can read it, that is said.
 */
export function createDatabaseFile(path: string, warn: (message: string) => void): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  if (existsSync(path)) {
    if ((statSync(path).mode & OTHERS) !== 0) warn(`${path} can be read by other users of this machine: chmod 600 it`)
    return
  }
  closeSync(openSync(path, 'a', 0o600))
  chmodSync(path, 0o600)
}

/** Tells a file from another one that was put in its place; null: there is none. */
export function identifyFile(path: string): string | null {
  const found = statSync(path, { throwIfNoEntry: false, bigint: true })
  return found === undefined ? null : `${found.dev}:${found.ino}`
}
