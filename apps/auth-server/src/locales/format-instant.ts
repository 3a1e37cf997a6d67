import type { Locale } from './texts.ts'

const look = {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  // Where the person is, nobody has told us.
  timeZone: 'UTC',
  timeZoneName: 'short',
} as const

const instants = { en: new Intl.DateTimeFormat('en-GB', look), nl: new Intl.DateTimeFormat('nl-NL', look) }
const distances = { en: new Intl.RelativeTimeFormat('en'), nl: new Intl.RelativeTimeFormat('nl') }

const units = [
  { unit: 'day', seconds: 86_400 },
  { unit: 'hour', seconds: 3_600 },
  { unit: 'minute', seconds: 60 },
] as const

/**
 * A day and a time of it: "23 Nov 2026, 14:03 UTC".
 * @param at epoch milliseconds
 */
export function formatInstant(locale: Locale, at: number): string {
  return instants[locale].format(at)
}

/** How long ago something was, in whole units and never more than it is: "5 minutes ago". null: under a minute. */
export function formatAgo(locale: Locale, agoSeconds: number): string | null {
  const found = units.find(({ seconds }) => agoSeconds >= seconds)
  return found === undefined ? null : distances[locale].format(-Math.floor(agoSeconds / found.seconds), found.unit)
}
