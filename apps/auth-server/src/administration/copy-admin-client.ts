import { HUB_TENANT, newId, type Client } from '@identity-hub/core'
import { administrativeEvent, type Administration } from './administration.ts'
import { everyRow } from './every-row.ts'
import { isBuiltInScope } from './scopes/find-scope.ts'

/** The client of the administrator's pages, in the tenant `hub`. */
export const ADMIN_CLIENT = 'hub-admin'

/**
 * Gives a tenant the client of the administrator's pages as the tenant `hub` has it, so that the tenant's own
 * administrators can sign in there. Without one, or when the tenant has it, nothing happens.
 */
export async function copyAdminClient(administration: Administration, slug: string): Promise<Client | null> {
  const { hub, random } = administration
  const [home, tenant] = await Promise.all([hub.openTenant(HUB_TENANT), hub.openTenant(slug)])
  if (home.outcome !== 'open' || tenant.outcome !== 'open' || slug === HUB_TENANT) return null
  const found = await home.storage.findClient(ADMIN_CLIENT)
  if (found.outcome === 'unknown') return null
  const now = administration.now()
  const { epoch: _epoch, revision: _revision, status: _status, ...original } = found.client
  const client = {
    ...original,
    id: newId(now, random),
    createdAt: now,
    // What the tenant has for certain.
    requiredRole: null,
    scopes: original.scopes.filter(({ name }) => isBuiltInScope(name)),
  }
  const { clientId, pkce, id } = client
  const created = await tenant.storage.createClient({
    client: { ...client, secrets: client.secrets.map((secret) => ({ ...secret, id: newId(now, random) })) },
    missingScopes: [],
    now,
    events: [administrativeEvent(administration, 'client.created', { clientId, pkce }, { client: id })],
  })
  return created.outcome === 'created' ? created.client : null
}

/** The same for every tenant that lacks it: those that were there before the client, or were left half-way. */
export async function copyAdminClientEverywhere(administration: Administration): Promise<readonly Client[]> {
  const tenants = await everyRow((page) => administration.hub.listTenants(page))
  const copies: Client[] = []
  for (const { slug } of tenants) {
    const copy = await copyAdminClient(administration, slug)
    if (copy !== null) copies.push(copy)
  }
  return copies
}
