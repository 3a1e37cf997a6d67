import type { Administration, Result } from '../administration/administration.ts'
import type { Answer } from './report.ts'
import type { ExitCode, CliContext } from './cli-context.ts'

export type UseCase = (administration: Administration) => Promise<Result<Answer>>

/** How a command does its work. */
export interface Run {
  /** One administrative use case, and the report of it. */
  administer(useCase: UseCase): Promise<void>
  /** The same with a secret that is read before anything else happens. */
  administerWithSecret(
    what: 'password' | 'client secret',
    useCase: (administration: Administration, secret: string) => Promise<Result<Answer>>,
  ): Promise<void>
  /** What was typed does not fit together. */
  refuse(problem: string): void
  /** Anything else. */
  task(work: (context: CliContext, asJson: boolean) => Promise<ExitCode>): Promise<void>
}
