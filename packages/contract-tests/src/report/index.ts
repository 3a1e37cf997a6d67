export { advisedRequirements, howToFix } from './advice.ts'
export { renderBadge } from './badge.ts'
export { renderHtml } from './html/page.ts'
export { renderJunit } from './junit.ts'
export type {
  BaselineComparison,
  MaskedExchange,
  RequirementSummary,
  RunReport,
  TestResult,
  Verdict,
} from './run-report.ts'
export { renderSarif } from './sarif.ts'
export {
  createTerminalReporter,
  type TerminalOptions,
  type TerminalReporter,
  type TerminalStream,
} from './terminal/terminal-reporter.ts'
export { writeReports, type ReportPaths } from './write-reports.ts'
