import { HubUnreachableError, ManagementError, type ManagementClient } from '@identity-hub/client/management'
import type { CliContext, ExitCode } from './cli-context.ts'
import { confirm, type Confirmation } from './confirm.ts'
import type { Connection } from './connection/connection.ts'
import { openConnection, type Where } from './connection/open-connection.ts'
import { describeProblem } from './describe-problem.ts'
import { explainMissingTenant, outOfReach } from './explain-missing-tenant.ts'
import { refusalOf } from './refusal-of.ts'
import { reportAnswer, reportProblem, type Answer } from './report.ts'

/** A hub to administer. */
export interface ManagedHub {
  /** The management API for one tenant. */
  of(tenant: string): ManagementClient
  readonly connection: Connection
  /** Asks before what cannot be undone. */
  confirm(confirmation: Confirmation): Promise<void>
}

export type ManagingWork = (hub: ManagedHub) => Promise<Answer>

export interface ManageOptions {
  readonly asJson: boolean
  /** `--yes` */
  readonly isConfirmed: boolean
  readonly where: Where
}

/** Runs one command against the management API of the chosen hub, and tells how it went. */
export async function manage(
  context: CliContext,
  { asJson, isConfirmed, where }: ManageOptions,
  work: ManagingWork,
): Promise<ExitCode> {
  return tell(context, asJson, async () => {
    const opened = await openConnection(context, where)
    if (!opened.ok) return opened.exitCode
    const { connection } = opened
    try {
      return await ask(connection, work, (confirmation) => confirm(context, isConfirmed, confirmation))
    } finally {
      await connection.close()
    }
  })
}

/** Tells an answer, or what was refused; an outage is thrown. */
export async function tell(
  context: CliContext,
  asJson: boolean,
  work: () => Promise<Answer | ExitCode>,
): Promise<ExitCode> {
  try {
    const answer = await work()
    if (typeof answer === 'number') return answer
    reportAnswer(context, answer, asJson)
    return 0
  } catch (error) {
    const refusal = refusalOf(error)
    if (refusal === null) throw error
    reportProblem(context, describeProblem(refusal))
    return 2
  }
}

async function ask(connection: Connection, work: ManagingWork, confirmed: ManagedHub['confirm']): Promise<Answer> {
  let asked: string | null = null
  try {
    return await work({
      connection,
      of(tenant) {
        asked = tenant
        return connection.of(tenant)
      },
      confirm: confirmed,
    })
  } catch (error) {
    // In this process there is no network that could be away: what happened is the cause.
    if (connection.isLocal && error instanceof HubUnreachableError)
      throw error.cause ?? new Error('too much happens on the database just now; try again in a few seconds')
    if (asked === null || !(error instanceof ManagementError)) throw error
    if (error.code === 'not_found') throw (await explainMissingTenant(connection, asked)) ?? error
    throw (error.code === 'invalid_token' ? outOfReach(connection, asked) : null) ?? error
  }
}
