import type { TestResult } from '../run-report.ts'

/** The fragment that names a test on this page. */
export function linkToTest({ id }: Pick<TestResult, 'id'>): string {
  return `#${encodeURIComponent(id.toWellFormed()).replaceAll('%2F', '/')}`
}
