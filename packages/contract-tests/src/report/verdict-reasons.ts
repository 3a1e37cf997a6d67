import type { TestResult, Verdict } from './run-report.ts'

export interface Reason {
  readonly message: string
  readonly results: readonly TestResult[]
}

/** Why tests have this verdict; tests with the same reason stand together, the most frequent first. */
export function reasonsFor(verdict: Verdict, results: readonly TestResult[]): readonly Reason[] {
  const concerned = results.filter((result) => result.verdict === verdict)
  return [...Map.groupBy(concerned, ({ message }) => message ?? 'no reason given')]
    .map(([message, ofReason]) => ({ message, results: ofReason }))
    .toSorted((left, right) => right.results.length - left.results.length)
}
