import { quoted, type Id, type TenantStorage } from '@identity-hub/core'
import { administrativeEvent, done, notAllowed, unknown, type Administration, type Result } from '../administration.ts'
import { findClient, noSuchClient } from '../find-client.ts'
import { refuseReaching } from './client-authority.ts'

/** Ends one secret of a client at once. */
export async function retireSecret(
  administration: Administration,
  storage: TenantStorage,
  { clientId, secretId }: { readonly clientId: string; readonly secretId: Id },
): Promise<Result<null>> {
  const found = await findClient(storage, clientId)
  if (!found.ok) return found
  const refusal = refuseReaching(administration, found.value)
  if (refusal !== null) return refusal
  const data = { clientId, secretId }
  const retired = await storage.retireClientSecret({
    clientId,
    secretId,
    now: administration.now(),
    events: [administrativeEvent(administration, 'client.secret_retired', data, { client: found.value.id })],
  })
  switch (retired.outcome) {
    case 'changed':
      return done(null)
    case 'unknown':
      return noSuchClient(storage, clientId)
    case 'unknown-secret':
      return unknown('secret', `the client ${quoted(clientId)} has no secret of this id`)
    case 'last':
      return notAllowed('this is the last secret of the client; rotate it first, or disable the client')
  }
}
