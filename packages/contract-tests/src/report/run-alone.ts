import type { TestResult } from './run-report.ts'

/** The command that runs nothing but this test. */
export function commandToRun({ id }: Pick<TestResult, 'id'>): string {
  return `identity-hub-contract --only ${/^[\w./-]+$/.test(id) ? id : quoted(id)}`
}

function quoted(id: string): string {
  return `'${id.replaceAll("'", `'\\''`)}'`
}
