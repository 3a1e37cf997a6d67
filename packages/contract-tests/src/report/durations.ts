import type { TestResult } from './run-report.ts'

/** `840 ms`, `1.2 s`, `1 min 12 s` */
export function durationText(milliseconds: number): string {
  if (milliseconds < 999.5) return `${Math.round(milliseconds)} ms`
  if (milliseconds < 59_950) return `${(milliseconds / 1000).toFixed(1)} s`
  const seconds = Math.round(milliseconds / 1000)
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`
}

/** The tests that took longest, at most `count`, the slowest first. */
export function slowest(results: readonly TestResult[], count: number): readonly TestResult[] {
  return results
    .filter(({ durationMilliseconds }) => durationMilliseconds > 0)
    .toSorted((left, right) => right.durationMilliseconds - left.durationMilliseconds)
    .slice(0, count)
}
