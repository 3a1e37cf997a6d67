import type { Visit } from '../http/visit.ts'
import type { AccessToken } from '../state/records.ts'

/** An access token that opens something at this moment. */
export function findLiveToken({ rules, tenant }: Visit, value: string): AccessToken | undefined {
  const token = rules.findAccessToken(tenant, value)
  if (token === undefined || rules.accessTokenIsExpired(token) || !rules.grantIsAlive(token.grant)) return undefined
  return token
}
