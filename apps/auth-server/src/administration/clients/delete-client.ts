import type { TenantStorage } from '@identity-hub/core'
import { administrativeEvent, conflict, done, type Administration, type Result } from '../administration.ts'
import { findClient, noSuchClient } from '../find-client.ts'
import { onLatest } from '../on-latest.ts'
import { refuseReaching } from './client-authority.ts'

/** Ends its tokens, grants and consents for good; its id is never given again. */
export function deleteClient(
  administration: Administration,
  storage: TenantStorage,
  { clientId, expectedRevision }: { readonly clientId: string; readonly expectedRevision: number | null },
): Promise<Result<null>> {
  return onLatest(expectedRevision, async () => {
    const found = await findClient(storage, clientId)
    if (!found.ok) return found
    const { id, revision } = found.value
    const refusal = refuseReaching(administration, found.value)
    if (refusal !== null) return refusal
    const deleted = await storage.changeClient({
      clientId,
      change: { kind: 'delete' },
      expectedRevision: expectedRevision ?? revision,
      now: administration.now(),
      events: [administrativeEvent(administration, 'client.deleted', { clientId }, { client: id })],
    })
    if (deleted.outcome === 'unknown') return noSuchClient(storage, clientId)
    return deleted.outcome === 'conflict' ? conflict('the client has changed; read it again') : done(null)
  })
}
