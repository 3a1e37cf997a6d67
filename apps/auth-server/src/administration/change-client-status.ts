import type { Client, TenantStorage } from '@identity-hub/core'
import { administrativeEvent, done, type Administration, type Result } from './administration.ts'
import { refuseReaching } from './clients/client-authority.ts'
import { findClient, noSuchClient } from './find-client.ts'

export interface ClientChange {
  readonly client: Client
  /** false: it was so already. */
  readonly changed: boolean
}

/**
 * Disabling ends the client's tokens and grants for good; enabling lets it ask for new ones and revives nothing. Disabling
 * only takes away, so it needs no scope of the client's.
 */
export async function switchClient(
  administration: Administration,
  storage: TenantStorage,
  input: { readonly clientId: string; readonly change: 'disable' | 'enable' },
): Promise<Result<ClientChange>> {
  const found = await findClient(storage, input.clientId)
  if (!found.ok) return found
  const refusal = input.change === 'enable' ? refuseReaching(administration, found.value) : null
  if (refusal !== null) return refusal

  const { id, clientId } = found.value
  const type = input.change === 'disable' ? 'client.disabled' : 'client.enabled'
  const changed = await storage.changeClient({
    clientId,
    change: { kind: input.change },
    expectedRevision: null,
    now: administration.now(),
    events: [administrativeEvent(administration, type, { clientId }, { client: id })],
  })
  switch (changed.outcome) {
    case 'changed':
    case 'unchanged':
      return done({ client: changed.client, changed: changed.outcome === 'changed' })
    case 'unknown':
      return noSuchClient(storage, clientId)
    case 'conflict':
    case 'unknown-scope':
    case 'unknown-role':
      throw new Error(`switching a client answered ${changed.outcome}`)
  }
}
