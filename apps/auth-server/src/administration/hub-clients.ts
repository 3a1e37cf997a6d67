import { HUB_TENANT, newId, type Client, type TenantStorage } from '@identity-hub/core'
import { administrativeEvent, type Administration } from './administration.ts'
import { everyRow } from './every-row.ts'
import { fromAbove } from './from-above.ts'
import { isBuiltInScope } from './scopes/find-scope.ts'

/** The client of the administrator's pages, in the tenant `hub`. */
export const ADMIN_CLIENT = 'hub-admin'
/** The client of the command line, in the tenant `hub`. */
export const CLI_CLIENT = 'hub-cli'

/**
 * Gives a tenant the clients of the administrator's pages and the command line as the tenant `hub` has them, so that the
 * tenant's own administrators can sign in there. What the tenant has stays, and gets the secret that it lacks.
 */
export async function copyHubClients(administration: Administration, slug: string): Promise<readonly Client[]> {
  const copies = [
    await copyClient(administration, slug, ADMIN_CLIENT),
    await copyClient(administration, slug, CLI_CLIENT),
  ]
  return copies.filter((copy) => copy !== null)
}

/** Whether other tenants have copies of it. */
export const isCopied = ({ tenant }: TenantStorage, clientId: string): boolean =>
  tenant.slug === HUB_TENANT && (clientId === ADMIN_CLIENT || clientId === CLI_CLIENT)

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
  if (created.outcome === 'created') return created.client
  await copySecret(administration, tenant.storage, found.client)
  return null
}

/** The pages know one secret for all tenants, so a new one has to reach each copy before the old one ends. */
async function copySecret(administration: Administration, storage: TenantStorage, original: Client): Promise<void> {
  const { clientId } = original
  const found = await storage.findClient(clientId)
  // Those that it follows have an end.
  const newest = original.secrets.find(({ expiresAt }) => expiresAt === null)
  if (found.outcome === 'unknown' || newest === undefined) return
  const { id, redirectUris, secrets } = found.client
  // Somebody else's client by that name is no copy.
  const isCopy = redirectUris.join(' ') === original.redirectUris.join(' ')
  if (!isCopy || secrets.some(({ secretHash }) => secretHash === newest.secretHash)) return
  const now = administration.now()
  await storage.rotateClientSecret({
    clientId,
    secret: { ...newest, id: newId(now, administration.random) },
    previousExpireAt: original.secrets.find(({ expiresAt }) => expiresAt !== null)?.expiresAt ?? now,
    now,
    events: [administrativeEvent(administration, 'client.secret_rotated', { clientId }, { client: id })],
  })
}

/** The same for every tenant, from the tenant `hub`: those that were there before the clients, or were left half-way. */
export async function copyHubClientsEverywhere(administration: Administration): Promise<readonly Client[]> {
  const tenants = await everyRow((page) => administration.hub.listTenants(page))
  const copies: Client[] = []
  for (const tenant of tenants) copies.push(...(await copyHubClients(fromAbove(administration, tenant), tenant.slug)))
  return copies
}
