import type { EventCount, TenantStorage } from '@identity-hub/core'
import { done, invalid, type Administration, type Result } from '../administration.ts'
import {
  beginOf,
  countByInterval,
  intervalsBetween,
  MOST_INTERVALS,
  type Interval,
  type IntervalCount,
} from './count-by-interval.ts'
import { countNewest } from './count-newest.ts'

export interface Statistics {
  /** What was before it is counted. Epoch milliseconds. */
  readonly countedUntil: number
  readonly counts: readonly IntervalCount[]
}

// A hub with much to do has tens of counts for an hour; other requests pass between so many hours.
const HOURS_AT_ONCE = 1_000

/** Sign-ins, tokens and refusals over time. */
export async function countEvents(
  { now }: Administration,
  storage: TenantStorage,
  input: { readonly since: number; readonly until: number | null; readonly interval: Interval },
): Promise<Result<Statistics>> {
  const { since, interval } = input
  const until = input.until ?? now()
  if (until <= since) return invalid(input.until === null ? 'since is not in the past yet' : 'until is not after since')
  const length = intervalsBetween(since, until, interval)
  if (length > MOST_INTERVALS)
    return invalid(`there are ${length} ${interval}s from since until then; ask for at most ${MOST_INTERVALS}`)
  const counts: EventCount[] = []
  let countedUntil = until
  const step = HOURS_AT_ONCE * 3_600_000
  for (let from = beginOf(since, interval); from < until; from += step) {
    const counted = await storage.countEvents({ since: from, until: Math.min(from + step, until) })
    for (const count of counted.counts) counts.push(count)
    countedUntil = Math.min(countedUntil, counted.countedUntil)
  }
  const newest = { since: Math.max(countedUntil, beginOf(since, interval)), until }
  const more = newest.since < until ? await countNewest(storage, newest) : null
  if (more !== null && (await hasStayed(storage, countedUntil, until))) {
    counts.push(...more)
    countedUntil = Math.min(until, now())
  }
  return done({ countedUntil, counts: countByInterval(counts, { since, until, interval }) })
}

/** Whether housekeeping has counted nothing meanwhile: what it counted would be there twice. */
async function hasStayed(storage: TenantStorage, countedUntil: number, until: number): Promise<boolean> {
  const again = await storage.countEvents({ since: until, until })
  return Math.min(again.countedUntil, until) === countedUntil
}
