import { randomBytes } from 'node:crypto'
import { IDLE_IN_TRANSACTION_MILLISECONDS, LOCK_MILLISECONDS, STATEMENT_MILLISECONDS } from './patience.ts'

const SETTINGS = [
  // A write is acknowledged when it is on the disk. An operator may ask for more than that, never for less.
  `SELECT set_config('synchronous_commit', CASE current_setting('synchronous_commit')
    WHEN 'remote_apply' THEN 'remote_apply' ELSE 'on' END, false)`,
  // Each verb is written for it: conditional writes look again at rows that they had to wait for.
  `SET default_transaction_isolation = 'read committed'`,
  `SET statement_timeout = ${STATEMENT_MILLISECONDS}`,
  `SET lock_timeout = ${LOCK_MILLISECONDS}`,
  `SET idle_in_transaction_session_timeout = ${IDLE_IN_TRANSACTION_MILLISECONDS}`,
  // Every statement finds its rows by an index. A plan is made once per session, perhaps over empty tables, where
  // reading them whole looks cheaper; it must still serve when there are millions of rows.
  'SET plan_cache_mode = force_generic_plan',
  'SET enable_seqscan = off',
  'SET enable_hashjoin = off',
  'SET enable_mergejoin = off',
  'SET enable_material = off',
  'SET jit = off',
]

/**
 * For what takes the next rows of a range, in a transaction. Planned over small tables, all of the range would be gathered
 * first and then sorted.
 */
export const READ_IN_ORDER = 'SET LOCAL enable_bitmapscan = off'

export interface SessionSettings {
  readonly sql: string
  /** Tells this session from any other that the database knows. */
  readonly tag: string
}

export function newSessionSettings(): SessionSettings {
  const tag = `identity-hub ${randomBytes(8).toString('hex')}`
  return { tag, sql: [...SETTINGS, `SET application_name = '${tag}'`].join('; ') }
}
