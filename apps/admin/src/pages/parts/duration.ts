const UNITS = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
] as const

const FORM = /^(\d{1,9})\s*(d|days?|h|hours?|m|min|minutes?|s|sec|seconds?)?$/i

/** A span of time as people write it: in the largest unit that goes without a rest, such as `30 days`. */
export function formatDuration(seconds: number): string {
  const [unit, size] = UNITS.find(([, length]) => seconds > 0 && seconds % length === 0) ?? UNITS[3]
  const count = seconds / size
  return `${count} ${unit}${count === 1 ? '' : 's'}`
}

/** Seconds out of `90`, `90 s`, `10 min`, `1 hour` or `30 d`; undefined when it is something else. */
export function parseDuration(text: string): number | undefined {
  const [, count, unit = 's'] = FORM.exec(text.trim()) ?? []
  if (count === undefined) return undefined
  const [, size] = UNITS.find(([name]) => name.startsWith(unit.charAt(0).toLowerCase())) ?? UNITS[3]
  return Number(count) * size
}

export const DURATION_HINT = 'Such as 90 seconds, 10 minutes, 1 hour or 30 days.'
