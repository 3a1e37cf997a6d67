import type { Connection } from './connection.ts'

/** From here on it is told to the operator. */
export const NOTABLE_SKEW_MILLISECONDS = 1_000

/** From here on a replica would judge instants differently from the others. */
export const MAX_SKEW_MILLISECONDS = 5_000

const CLOCK = 'SELECT (extract(epoch FROM clock_timestamp()) * 1000)::bigint AS clock'

export interface SkewWatch {
  /** How far this process is ahead of the database; what the round trip leaves open counts as no skew. */
  measure(db: Connection): Promise<number>
}

/** All replicas compare themselves with the one clock that they share. */
export function createSkewWatch(clock: () => number, warn: (message: string) => void): SkewWatch {
  let isTold = false
  return {
    measure: async (db) => {
      const before = clock()
      const answer = await db.one<{ clock: number }>(CLOCK)
      const after = clock()
      const skew = answer === undefined ? 0 : distance(answer.clock, before, after)
      const isWide = Math.abs(skew) >= NOTABLE_SKEW_MILLISECONDS
      if (isWide && !isTold)
        warn(`the clock of this machine is ${Math.abs(skew)} ms ${skew > 0 ? 'ahead of' : 'behind'} the database's`)
      isTold = isWide
      return skew
    },
  }
}

function distance(there: number, before: number, after: number): number {
  if (there < before) return before - there
  return there > after ? after - there : 0
}
