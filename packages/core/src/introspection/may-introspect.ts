import type { TokenParties } from '../bearer/check-access-token.ts'
import type { Client } from '../storage/records.ts'

/** A caller learns about its own tokens, and about those whose audience names it. RFC 7662 §2.2, §4. */
export function mayIntrospect(
  caller: Pick<Client, 'id' | 'clientId'>,
  token: Pick<TokenParties, 'client' | 'audience'>,
): boolean {
  return token.client === caller.id || token.audience.includes(caller.clientId)
}
