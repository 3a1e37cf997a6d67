import type { Administration, Result } from '../administration/administration.ts'
import type { CliContext, ExitCode } from './cli-context.ts'
import type { ManagedHub, ManagingWork } from './manage.ts'
import type { Answer } from './report.ts'

/** What is read from standard input. */
export type SecretKind = 'password' | 'password hash' | 'client secret'

/** How a command does its work. */
export interface Run {
  /** On the management API of the chosen hub. */
  manage(work: ManagingWork): Promise<void>
  /** The same with a secret that is read before anything else happens. */
  manageWithSecret(what: SecretKind, work: (hub: ManagedHub, secret: string) => Promise<Answer>): Promise<void>
  /** On the database only: one use case that no API has. */
  administer(useCase: (administration: Administration) => Promise<Result<Answer>>): Promise<void>
  administerWithSecret(
    what: SecretKind,
    useCase: (administration: Administration, secret: string) => Promise<Result<Answer>>,
  ): Promise<void>
  /** About profiles. `hub` is what `--hub` says. */
  profile(work: (context: CliContext, hub: string | undefined) => Promise<Answer>): Promise<void>
  /** What was typed does not fit together. */
  refuse(problem: string): void
  /** Anything else. */
  task(work: (context: CliContext, asJson: boolean) => Promise<ExitCode>): Promise<void>
}
