import { StorageUnavailableError } from '@identity-hub/core'

// Result codes: https://www.sqlite.org/rescode.html. The low byte is the primary code.
const BUSY = 5
const LOCKED = 6
const READONLY = 8
const FULL = 13
const CONSTRAINT = 19
const IOERR_FSYNC = 1034
const IOERR_DIR_FSYNC = 1290

/** The extended result code of an error that SQLite raised, or null for any other error. */
function resultCode(error: unknown): number | null {
  if (!(error instanceof Error) || !('errcode' in error) || typeof error.errcode !== 'number') return null
  return error.errcode
}

const primaryCode = (error: unknown): number | null => {
  const code = resultCode(error)
  return code === null ? null : code & 0xff
}

/** Another connection holds the lock; asking again later may do. */
export const isBusy = (error: unknown): boolean => {
  const code = primaryCode(error)
  return code === BUSY || code === LOCKED
}

export const isReadOnly = (error: unknown): boolean => primaryCode(error) === READONLY

export const isFull = (error: unknown): boolean => primaryCode(error) === FULL

/** A fault of one statement: a broken constraint, or no database error at all (a bug). Other verbs are not touched. */
export const concernsOneVerb = (error: unknown): boolean => {
  const code = primaryCode(error)
  return code === null || code === CONSTRAINT
}

/** After a failed sync the page cache can no longer be trusted to hold what the disk holds. */
export const isFailedSync = (error: unknown): boolean => {
  const code = resultCode(error)
  return code === IOERR_FSYNC || code === IOERR_DIR_FSYNC
}

export function toUnavailable(error: unknown): StorageUnavailableError {
  if (error instanceof StorageUnavailableError) return error
  const message = error instanceof Error ? error.message : String(error)
  return new StorageUnavailableError(`the database cannot answer: ${message}`, { cause: error })
}
