import { isHubClientError } from '@identity-hub/client'
import { ManagementError } from '@identity-hub/client/management'
import { AUTHORIZATION_REFUSALS } from '@identity-hub/core'
import { clause } from './describe-problem.ts'
import { Refused } from './refused.ts'

// What the wire says to those who have no role that opens anything.
const NOT_THEIRS: readonly (string | undefined)[] = [
  AUTHORIZATION_REFUSALS.client_role_missing[1],
  AUTHORIZATION_REFUSALS.scope_not_permitted[1],
]

/** What was refused, and nothing was changed; null: an outage, or a fault. */
export function refusalOf(error: unknown): ManagementError | Refused | null {
  if (error instanceof ManagementError || error instanceof Refused) return error
  if (!isHubClientError(error)) return null
  switch (error.kind) {
    case 'oauth':
      return new Refused(`the hub refuses this client: ${error.errorDescription ?? error.error}`)
    case 'authorization-refused':
      return new Refused(
        error.error === 'access_denied'
          ? `the sign-in was refused${NOT_THEIRS.includes(error.errorDescription) ? ': who signed in administers nothing there' : ''}`
          : `the hub refused the sign-in: ${error.error}`,
      )
    case 'authorization-response':
      return new Refused(clause(error.message))
    case 'metadata':
      return new Refused(`${clause(error.message)}; compare the address and the tenant`)
    case 'grant-ended':
      return new Refused(`the sign-in at ${error.grantId} has ended; sign in again: hub login --hub ${error.grantId}`)
    case 'hub-unreachable':
    case 'unexpected-response':
    case 'bearer':
    case 'store':
      return null
  }
}
