import { chmodSync, closeSync, existsSync, mkdirSync, openSync, realpathSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { StorageUnavailableError } from '@identity-hub/core'

const OTHERS = 0o077

/**
 * Makes the file, and the folders on the way to it, for the owner alone. SQLite gives its `-wal` and `-shm` files the
 * mode of the database. What was there already keeps its mode; when others can read it, that is said.
 */
export function createDatabaseFile(path: string, warn: (message: string) => void): void {
  if (existsSync(path)) {
    if ((statSync(path).mode & OTHERS) !== 0) warn(`${path} can be read by other users of this machine: chmod 600 it`)
    return
  }
  try {
    makeFolder(dirname(path))
    closeSync(openSync(path, 'a', 0o600))
    chmodSync(path, 0o600)
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw new Error(`the database ${path} cannot be made: ${why}; name a place where this user may write`, {
      cause: error,
    })
  }
}

/** With the folders on the way to it, for the owner alone. */
// One at a time: where a folder is there and none can be made in it (as in /proc), `recursive` never returns.
export function makeFolder(folder: string): void {
  if (existsSync(folder)) return
  makeFolder(dirname(folder))
  try {
    mkdirSync(folder, { mode: 0o700 })
  } catch (error) {
    // Somebody else may start at the same moment.
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  }
}

/** Where the file is in truth: SQLite puts its log beside that, not beside a link to it. */
export const followLinks = (path: string): string => (existsSync(path) ? realpathSync(path) : path)

/** Tells a file from another one that was put in its place; null: there is none. */
export function identifyFile(path: string): string | null {
  const found = statSync(path, { throwIfNoEntry: false, bigint: true })
  return found === undefined ? null : `${found.dev}:${found.ino}`
}

export interface WatchedFile {
  /** Looks now. */
  isInPlace(): boolean
  /** Why nothing may be written: what is written to a file that was removed or replaced is lost. Looks now and then. */
  obstacle(): StorageUnavailableError | null
}

// A look takes 3 µs; a busy hub would ask a thousand times a second.
const LOOK_EVERY_MILLISECONDS = 50

/** @param opened what `identifyFile` said of the file that is open */
export function watchFile(path: string, opened = identifyFile(path)): WatchedFile {
  let lookedAt = -Infinity
  let isThere = true

  function isInPlace(): boolean {
    lookedAt = performance.now()
    isThere = identifyFile(path) === opened
    return isThere
  }

  return {
    isInPlace,
    obstacle: () => {
      const isFresh = performance.now() - lookedAt < LOOK_EVERY_MILLISECONDS
      if (isFresh ? isThere : isInPlace()) return null
      return new StorageUnavailableError(`${path} was moved away or replaced while the hub was using it`)
    },
  }
}
