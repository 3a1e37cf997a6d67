import { StorageUnavailableError } from '@identity-hub/core'
import { DatabaseError } from 'pg'

/** The connection is gone, or could not be made. What was under way on it was not answered. */
export class ConnectionLostError extends Error {
  constructor(cause: unknown) {
    super(describe(cause), { cause })
    this.name = 'ConnectionLostError'
  }
}

/** The database did not answer in time; its connection was given up. */
export class DeadlinePassedError extends Error {
  constructor() {
    super('it did not answer in time')
    this.name = 'DeadlinePassedError'
  }
}

/** https://www.postgresql.org/docs/current/errcodes-appendix.html */
const SERIALIZATION_FAILURE = '40001'
const DEADLOCK_DETECTED = '40P01'
const LOCK_NOT_AVAILABLE = '55P03'
const READ_ONLY_TRANSACTION = '25006'
const DISK_FULL = '53100'
const TOO_MANY_CONNECTIONS = '53300'
const CANNOT_CONNECT_NOW = '57P03'

/**
 * Connection exceptions, wrong password or user, no such database, not enough of something, operator intervention
 * (shutdown, timeouts), system error, corruption.
 */
const OUTAGE_CLASSES = new Set(['08', '28', '3D', '53', '57', '58', 'XX'])
const OUTAGES = new Set([SERIALIZATION_FAILURE, DEADLOCK_DETECTED, LOCK_NOT_AVAILABLE, READ_ONLY_TRANSACTION])

const sqlState = (error: unknown): string | null => (error instanceof DatabaseError ? (error.code ?? null) : null)

/** Two transactions stood in each other's way and this one was undone. Again, it may pass. */
export const isConflict = (error: unknown): boolean => {
  const code = sqlState(error)
  return code === SERIALIZATION_FAILURE || code === DEADLOCK_DETECTED
}

/** Somebody else holds a row for too long. */
export const isLocked = (error: unknown): boolean => sqlState(error) === LOCK_NOT_AVAILABLE

export const isFull = (error: unknown): boolean => sqlState(error) === DISK_FULL

/** The server has no room for one more connection; those that are there go on. */
export const isCrowdedOut = (error: unknown): boolean => sqlState(error) === TOO_MANY_CONNECTIONS

/** The server is not ready for connections yet. */
export const isStarting = (error: unknown): boolean => sqlState(error) === CANNOT_CONNECT_NOW

/** A standby, or a database that an operator closed for writing. */
export const isReadOnly = (error: unknown): boolean => sqlState(error) === READ_ONLY_TRANSACTION

/** The session ended: by itself, by an administrator, with the server. */
export const isLost = (error: unknown): boolean =>
  error instanceof ConnectionLostError ||
  (error instanceof DatabaseError && (error.severity === 'FATAL' || error.severity === 'PANIC'))

/** There was no answer, and what was under way may still happen. */
export const isSilent = (error: unknown): boolean => error instanceof DeadlinePassedError

/** The database cannot do its work. Anything else is the fault of one statement: a broken constraint, or a bug. */
export function isOutage(error: unknown): boolean {
  if (isLost(error) || isSilent(error) || error instanceof StorageUnavailableError) return true
  const code = sqlState(error)
  return code !== null && (OUTAGES.has(code) || OUTAGE_CLASSES.has(code.slice(0, 2)))
}

export function toUnavailable(error: unknown): StorageUnavailableError {
  if (error instanceof StorageUnavailableError) return error
  return new StorageUnavailableError(`the database cannot answer: ${describe(error)}`, { cause: error })
}

/** One line. A connection that was tried at several addresses fails with several errors, and no message of its own. */
export function describe(error: unknown): string {
  if (error instanceof AggregateError && error.message === '') return error.errors.map(describe).join('; ')
  return error instanceof Error ? error.message : String(error)
}
