/** What the process ends with. */
export const exitCodes = {
  /** No requirement failed; with a baseline: nothing got worse. */
  kept: 0,
  /** A requirement failed, and no baseline was given. */
  broken: 1,
  /** There was no whole run: a bad option or configuration, or a server that does not answer, or not any longer. */
  noRun: 2,
  /** Something is worse than in the baseline. */
  worse: 3,
} as const

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes]
