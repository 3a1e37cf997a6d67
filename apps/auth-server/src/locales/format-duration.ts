import type { Locale } from './texts.ts'

const units = [
  { unit: 'day', seconds: 86_400 },
  { unit: 'hour', seconds: 3_600 },
  { unit: 'minute', seconds: 60 },
  { unit: 'second', seconds: 1 },
] as const

/**
 * A length of time in words, in one unit, rounded up so that nobody comes back too early: "45 seconds", "2 minutes".
 * A unit is used from two of it on, or when it fits exactly, so that 90 seconds do not turn into 2 minutes.
 */
export function formatDuration(locale: Locale, durationSeconds: number): string {
  const whole = Number.isFinite(durationSeconds) ? Math.max(1, Math.ceil(durationSeconds)) : 1
  const { unit, seconds } = units.find((one) => whole >= 2 * one.seconds || whole === one.seconds) ?? units[3]
  return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(Math.ceil(whole / seconds))
}
