import type { EventCount, EventType } from '@identity-hub/core'

export type Interval = 'hour' | 'day'

/** What one hour, or one UTC day, had. */
export interface IntervalCount {
  /** When it begins. */
  readonly at: number
  readonly signIns: number
  readonly signInsRefused: number
  /** Token responses. */
  readonly tokens: number
  /** Everything else that was refused. */
  readonly refusals: number
}

type Column = Exclude<keyof IntervalCount, 'at'>

/** More than a year of hours. */
export const MOST_INTERVALS = 9_000

const MILLISECONDS = { hour: 3_600_000, day: 86_400_000 } as const

/** When the hour, or the UTC day, of an instant begins. */
export function beginOf(instant: number, interval: Interval): number {
  return Math.floor(instant / MILLISECONDS[interval]) * MILLISECONDS[interval]
}

export function intervalsBetween(since: number, until: number, interval: Interval): number {
  return Math.ceil((until - beginOf(since, interval)) / MILLISECONDS[interval])
}

/** A row for each hour or day, the oldest first, also for those in which nothing happened. */
export function countByInterval(
  counts: readonly EventCount[],
  { since, until, interval }: { readonly since: number; readonly until: number; readonly interval: Interval },
): readonly IntervalCount[] {
  const first = beginOf(since, interval)
  const length = MILLISECONDS[interval]
  const rows = Array.from({ length: intervalsBetween(since, until, interval) }, (_, index) => ({
    at: first + index * length,
    signIns: 0,
    signInsRefused: 0,
    tokens: 0,
    refusals: 0,
  }))
  for (const { hour, type, outcome, count } of counts) {
    const row = rows[Math.floor((hour - first) / length)]
    const column = columnOf(type, outcome)
    if (row !== undefined && column !== null) row[column] += count
  }
  return rows
}

function columnOf(type: EventType, outcome: EventCount['outcome']): Column | null {
  if (type === 'account.sign_in_refused') return 'signInsRefused'
  if (outcome === 'refused') return 'refusals'
  if (type === 'account.signed_in') return 'signIns'
  return type === 'token.issued' || type === 'token.refreshed' ? 'tokens' : null
}
