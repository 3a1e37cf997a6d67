import { HubUnreachableError, ManagementError, type ManagementClient } from '@identity-hub/client/management'
import type { CliContext, ExitCode } from './cli-context.ts'
import { confirm, type Confirmation } from './confirm.ts'
import type { Connection } from './connection/connection.ts'
import { openConnection, type Where } from './connection/open-connection.ts'
import { describeProblem } from './describe-problem.ts'
import { explainMissingTenant } from './explain-missing-tenant.ts'
import { Refused } from './refused.ts'
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
  const opened = await openConnection(context, where)
  if (!opened.ok) return opened.exitCode
  const { connection } = opened
  let asked: string | null = null
  const hub: ManagedHub = {
    connection,
    of(tenant) {
      asked = tenant
      return connection.of(tenant)
    },
    confirm: (confirmation) => confirm(context, isConfirmed, confirmation),
  }
  try {
    reportAnswer(context, await work(hub), asJson)
    return 0
  } catch (error) {
    if (connection.isLocal && error instanceof HubUnreachableError) throw error.cause ?? new Error(BUSY)
    if (!(error instanceof ManagementError || error instanceof Refused)) throw error
    const missing =
      error instanceof ManagementError && error.code === 'not_found' && asked !== null
        ? await explainMissingTenant(connection, asked)
        : null
    reportProblem(context, missing ?? describeProblem(error))
    return 2
  } finally {
    await connection.close()
  }
}

const BUSY = 'too much happens on the database just now; try again in a few seconds'
