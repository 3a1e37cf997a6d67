import type { TestResult } from './run-report.ts'

export interface ResultGroup {
  /** `PKCE, RFC 7636` */
  readonly name: string
  readonly results: readonly TestResult[]
}

/** The tests of each group, both in the order of the run. */
export function groupResults(results: readonly TestResult[]): readonly ResultGroup[] {
  return [...Map.groupBy(results, ({ group }) => group)].map(([name, ofGroup]) => ({ name, results: ofGroup }))
}
