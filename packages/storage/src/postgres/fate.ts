import { setTimeout as delay } from 'node:timers/promises'
import type { Connection, SqlValue } from './connection.ts'
import type { Connections } from './connections.ts'
import { beforeDeadline } from './deadline.ts'
import { FATE_MILLISECONDS, now } from './patience.ts'

/** A question that has a row for an answer only if the transaction was committed: it asks for an id of the caller's. */
export interface Witness {
  readonly sql: string
  readonly values: readonly SqlValue[]
}

const ASK_AGAIN_MILLISECONDS = 10

const END_SESSION = 'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = $1'

/**
 * A session was lost while it committed. Its server process may still be at it, so that is ended first; once it is gone,
 * what it wrote is there for good or never will be.
 * @param tag of the lost session
 * @param ask what to find out then
 * @returns what was found out; undefined: nothing, in time
 */
export async function afterLostCommit<T>(
  connections: Connections,
  tag: string,
  ask: (db: Connection) => Promise<T>,
): Promise<T | undefined> {
  const deadline = now() + FATE_MILLISECONDS
  const find = async (db: Connection): Promise<T> => {
    while ((await db.all(END_SESSION, tag)).length > 0) await delay(ASK_AGAIN_MILLISECONDS)
    return ask(db)
  }
  for (let left = FATE_MILLISECONDS; left > 0; left = deadline - now())
    try {
      return await beforeDeadline(connections.use(find, { patienceMilliseconds: left, isUrgent: true }), left)
    } catch {
      await delay(ASK_AGAIN_MILLISECONDS)
    }
  return undefined
}

export const isThere = async (db: Connection, { sql, values }: Witness): Promise<boolean> =>
  (await db.one(sql, ...values)) !== undefined
