import type { RunReport, TestResult, Verdict } from './run-report.ts'

export type Counts = Readonly<Record<Verdict, number>>

export function countVerdicts(results: readonly TestResult[]): Counts {
  const counts = { pass: 0, fail: 0, warn: 0, 'not-applicable': 0, skipped: 0 }
  for (const { verdict } of results) counts[verdict] += 1
  return counts
}

/** `3 failed`, or `214 passed`: what somebody wants to know who has a second. */
export function headlineOf({ results }: Pick<RunReport, 'results'>): string {
  const { fail, pass } = countVerdicts(results)
  if (fail > 0) return `${fail} failed`
  return pass === 0 ? 'nothing tested' : `${pass} passed`
}
