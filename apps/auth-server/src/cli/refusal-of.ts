import { isHubClientError } from '@identity-hub/client'
import { ManagementError } from '@identity-hub/client/management'
import { Refused } from './refused.ts'

/** What was refused, and nothing was changed; null: an outage, or a fault. */
export function refusalOf(error: unknown): ManagementError | Refused | null {
  if (error instanceof ManagementError || error instanceof Refused) return error
  if (!isHubClientError(error)) return null
  switch (error.kind) {
    case 'oauth':
      return new Refused(`the hub refuses this client: ${error.errorDescription ?? error.error}`)
    case 'authorization-refused':
      return new Refused(
        error.error === 'access_denied' ? 'the sign-in was refused' : `the hub refused the sign-in: ${error.error}`,
      )
    case 'authorization-response':
    case 'metadata':
      return new Refused(error.message.replace(/\.$/, ''))
    case 'grant-ended':
      return new Refused(`the sign-in at ${error.grantId} has ended; sign in again: hub login`)
    case 'hub-unreachable':
    case 'unexpected-response':
    case 'bearer':
    case 'store':
      return null
  }
}
