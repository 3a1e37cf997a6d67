import { HUB_TENANT, newId, type Client } from '@identity-hub/core'
import { administrativeEvent, type Administration } from './administration.ts'
import { everyRow } from './every-row.ts'
import { isBuiltInScope } from './scopes/find-scope.ts'

/** The client of the administrator's pages, in the tenant `hub`. */
export const ADMIN_CLIENT = 'hub-admin'
/** The client of the command line, in the tenant `hub`. */
export const CLI_CLIENT = 'hub-cli'

/**
 * Gives a tenant the clients of the administrator's pages and the command line as the tenant `hub` has them, so that the
 * tenant's own administrators can sign in there. Those that are not there, or that the tenant has, are left alone.
 */
export async function copyHubClients(administration: Administration, slug: string): Promise<readonly Client[]> {
  const copies = [
    await copyClient(administration, slug, ADMIN_CLIENT),
    await copyClient(administration, slug, CLI_CLIENT),
  ]
  return copies.filter((copy) => copy !== null)
}

async function copyClient(administration: Administration, slug: string, clientId: string): Promise<Client | null> {
  const { hub, random } = administration
  const [home, tenant] = await Promise.all([hub.openTenant(HUB_TENANT), hub.openTenant(slug)])
  if (home.outcome !== 'open' || tenant.outcome !== 'open' || slug === HUB_TENANT) return null
  const found = await home.storage.findClient(clientId)
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
  const { pkce, id } = client
  const created = await tenant.storage.createClient({
    client: { ...client, secrets: client.secrets.map((secret) => ({ ...secret, id: newId(now, random) })) },
    missingScopes: [],
    now,
    events: [administrativeEvent(administration, 'client.created', { clientId, pkce }, { client: id })],
  })
  return created.outcome === 'created' ? created.client : null
}

/** The same for every tenant: those that were there before the clients, or were left half-way. */
export async function copyHubClientsEverywhere(administration: Administration): Promise<readonly Client[]> {
  const tenants = await everyRow((page) => administration.hub.listTenants(page))
  const copies: Client[] = []
  for (const { slug } of tenants) copies.push(...(await copyHubClients(administration, slug)))
  return copies
}
