import type { Client } from '@identity-hub/core'
import { administrativeEvent, done, type Administration, type Result } from './administration.ts'
import { findClient, noSuchClient } from './find-client.ts'
import { findTenant } from './find-tenant.ts'

export interface ClientChange {
  readonly client: Client
  /** false: it was so already. */
  readonly changed: boolean
}

/** Disabling ends the client's tokens and grants for good; enabling lets it ask for new ones and revives nothing. */
export async function changeClientStatus(
  administration: Administration,
  input: { readonly tenant: string; readonly clientId: string; readonly change: 'disable' | 'enable' },
): Promise<Result<ClientChange>> {
  const tenant = await findTenant(administration, input.tenant)
  if (!tenant.ok) return tenant
  const found = await findClient(tenant.value, input.clientId)
  if (!found.ok) return found

  const { id, clientId } = found.value
  const type = input.change === 'disable' ? 'client.disabled' : 'client.enabled'
  const changed = await tenant.value.changeClient({
    clientId,
    change: input.change,
    events: [administrativeEvent(administration, type, { clientId }, { client: id })],
  })
  switch (changed.outcome) {
    case 'changed':
      return done({ client: changed.client, changed: true })
    case 'unchanged':
      return done({ client: found.value, changed: false })
    case 'unknown':
      return noSuchClient(tenant.value, clientId)
  }
}
