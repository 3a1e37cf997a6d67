import type { Readable, Writable } from 'node:stream'
import type { Environment } from '../config/variables.ts'

/** What a run of the command line may touch, so that a test can be the terminal. */
export interface CliContext {
  readonly stdin: Readable & { readonly isTTY?: boolean }
  readonly stdout: Writable
  readonly stderr: Writable
  readonly env: Environment
  /** Relative paths resolve against it; `.data` lies in it. */
  readonly workspaceRoot: string
  /** Whoever serves says here how it is stopped. */
  readonly onStop: (stop: () => void) => void
}

/** 0: done. 1: an outage, worth trying again. 2: what was typed is wrong, and nothing was changed. */
export type ExitCode = 0 | 1 | 2
