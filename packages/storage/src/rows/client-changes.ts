import { isDeepStrictEqual } from 'node:util'
import type { Client, ClientSettings } from '@identity-hub/core'

/** Whether grants have to be judged anew: the client may ask for other scopes, or of other people. */
export const movesPolicy = (client: Client, { scopes, requiredRole }: Partial<ClientSettings>): boolean =>
  (scopes !== undefined && !isDeepStrictEqual(scopes, client.scopes)) ||
  (requiredRole !== undefined && requiredRole !== client.requiredRole)

/** What a client was when it was deleted: of the record there is only left what keeps others from its id. */
export const asDeleted = (client: Client): Client => ({
  ...client,
  status: 'disabled',
  epoch: client.epoch + 1,
  revision: client.revision + 1,
})
