import { StorageUnavailableError } from '@identity-hub/core'

/** Result codes: https://www.sqlite.org/rescode.html. The low byte of an extended code is its primary code. */
const ERROR = 1
const BUSY = 5
const LOCKED = 6
const READONLY = 8
const CORRUPT = 11
const FULL = 13
const NOTADB = 26
const IOERR_FSYNC = 1034
const IOERR_DIR_FSYNC = 1290

/** No permission, no memory, interrupted, I/O error, corrupt, cannot open, lock protocol, not a database. */
const OTHER_OUTAGES = [3, 7, 9, 10, CORRUPT, 14, 15, NOTADB]
const OUTAGES = new Set([BUSY, LOCKED, READONLY, FULL, ...OTHER_OUTAGES])

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

/** What it holds is no database, or is not whole. */
export const isDamaged = (error: unknown): boolean => {
  const code = primaryCode(error)
  return code === NOTADB || code === CORRUPT
}

/** The statement makes no sense here: there is no such table or column. */
export const isMisunderstood = (error: unknown): boolean => primaryCode(error) === ERROR

/** The database cannot do its work. Anything else is the fault of one statement: a broken constraint, or a bug. */
export const isOutage = (error: unknown): boolean => {
  const code = primaryCode(error)
  return code !== null && OUTAGES.has(code)
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
