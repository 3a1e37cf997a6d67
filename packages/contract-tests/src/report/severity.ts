import type { RequirementSummary, TestResult } from './run-report.ts'

type Severity = RequirementSummary['severity']

export const severities: readonly Severity[] = ['critical', 'high', 'medium', 'low']

/** The requirement that a test is mainly about. */
export function mainRequirement({ id, requirements }: TestResult): RequirementSummary {
  const [main] = requirements
  if (main === undefined) throw new TypeError(`${id} has no requirement`)
  return main
}

/** The most severe first; those of one severity keep their order. */
export function bySeverity(results: readonly TestResult[]): readonly TestResult[] {
  return results.toSorted((left, right) => rankOf(left) - rankOf(right))
}

function rankOf(result: TestResult): number {
  return severities.indexOf(mainRequirement(result).severity)
}
