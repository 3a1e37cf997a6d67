import { quoted, type Client, type TenantStorage } from '@identity-hub/core'
import { done, unknown, type Result } from './administration.ts'

/** The client behind its id. */
export async function findClient(storage: TenantStorage, clientId: string): Promise<Result<Client>> {
  const found = await storage.findClient(clientId)
  return found.outcome === 'found' ? done(found.client) : noSuchClient(storage, clientId)
}

export function noSuchClient(storage: TenantStorage, clientId: string): Result<never> {
  return unknown('client', `there is no client ${quoted(clientId)} in the tenant ${storage.tenant.slug}`)
}
