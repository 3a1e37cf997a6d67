/** A statement, or a new session, that is not answered for longer counts as an outage. */
export const PATIENCE_MILLISECONDS = 1_300

/** A server that answers at all has ended the statement by then. */
export const STATEMENT_MILLISECONDS = 1_100

/** What may be added to find out whether a commit happened. Together they stay below two seconds. */
export const FATE_MILLISECONDS = 400

/** Waiting for a session that others of this process use is no outage, but has an end. */
export const QUEUE_MILLISECONDS = 10_000

/** For schema changes and what waits for them. */
export const START_PATIENCE_MILLISECONDS = 30_000

/** A row that somebody holds for longer is given up. */
export const LOCK_MILLISECONDS = 1_000

/** A session that was given up in the middle of a transaction must not keep its locks. */
export const IDLE_IN_TRANSACTION_MILLISECONDS = 5_000

export const now = (): number => performance.now()
