import { HubUnreachableError } from '@identity-hub/client'
import { readAdministrationConfig } from '../config/read-config.ts'
import type { CliContext } from './cli-context.ts'

/** An outage, or a fault of ours: either way one line, because nobody mends anything with a stack trace in a terminal. */
export function describeFailure(error: unknown, context: CliContext): string {
  if (!(error instanceof Error)) return String(error)
  if (error instanceof HubUnreachableError) return `${error.message.replace(/\.$/, '')}; try again when it is back`
  const reading =
    'code' in error && error.code === 'ERR_SQLITE_ERROR' ? readAdministrationConfig(context.env, context) : null
  return reading?.ok === true
    ? `the database ${reading.config.databaseUrl} cannot be used: ${error.message}; HUB_DATABASE_URL names another one`
    : error.message
}
