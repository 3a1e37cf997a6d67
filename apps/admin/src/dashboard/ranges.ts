const HOUR = 3_600_000
const DAY = 24 * HOUR

/** What the overview looks back on. */
export const RANGES = [
  { name: '24h', title: '24 hours', interval: 'hour', count: 24 },
  { name: '7d', title: '7 days', interval: 'day', count: 7 },
  { name: '30d', title: '30 days', interval: 'day', count: 30 },
] as const

export type Range = (typeof RANGES)[number]

/** The one that the address names, else the first. */
export const rangeIn = (query: URLSearchParams): Range =>
  RANGES.find(({ name }) => name === query.get('range')) ?? RANGES[0]

/** Where its first hour or day lies, so that the last one is that of now. */
export const sinceOf = ({ interval, count }: Range, now: number): string =>
  new Date(now - (count - 1) * (interval === 'hour' ? HOUR : DAY)).toISOString()
