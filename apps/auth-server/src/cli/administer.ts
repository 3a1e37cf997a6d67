import { newId, randomBytes } from '@identity-hub/core'
import { openStorage } from '@identity-hub/storage'
import {
  FULL_AUTHORITY,
  type Administration,
  type Refusal,
  type Result,
  type UnknownKind,
} from '../administration/administration.ts'
import type { AdministrationConfig } from '../config/hub-config.ts'
import { readAdministrationConfig } from '../config/read-config.ts'
import { createPasswords } from '../passwords/passwords.ts'
import type { CliContext, ExitCode } from './cli-context.ts'
import { reportAnswer, reportProblem, reportWarnings, type Answer } from './report.ts'

/** Runs one administrative use case on the configured database, and tells how it went. */
export async function administer(
  context: CliContext,
  asJson: boolean,
  useCase: (administration: Administration, config: AdministrationConfig) => Promise<Result<Answer>>,
): Promise<ExitCode> {
  const reading = readAdministrationConfig(context.env, context)
  if (!reading.ok) {
    for (const problem of reading.problems) reportProblem(context, problem)
    return 2
  }
  reportWarnings(context, reading.warnings)
  const { config } = reading
  const hub = await openStorage(config.databaseUrl, { onWarning: (warning) => reportWarnings(context, [warning]) })
  // One instant, as a request has: the events of a command are found by the instant in its id.
  const now = Date.now()
  try {
    const result = await useCase(
      {
        hub,
        passwords: createPasswords(),
        origin: config.origin,
        originIsLoopbackHttp: config.originIsLoopbackHttp,
        now: () => now,
        random: randomBytes,
        actor: 'cli',
        requestId: newId(now, randomBytes),
        source: null,
        authority: FULL_AUTHORITY,
      },
      config,
    )
    if (result.ok) reportAnswer(context, result.value, asJson)
    else reportProblem(context, describeRefusal(result))
    return result.ok ? 0 : 2
  } finally {
    await hub.close()
  }
}

const lists: Partial<Record<UnknownKind, string>> = {
  tenant: 'hub tenant list',
  client: 'hub client list',
  user: 'hub user list',
}

function describeRefusal(refusal: Refusal): string {
  const list = refusal.reason === 'unknown' ? lists[refusal.what] : undefined
  if (list === undefined || refusal.problem.endsWith('?')) return refusal.problem
  return `${refusal.problem}; ${list} shows what there is`
}
