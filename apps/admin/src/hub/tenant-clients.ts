import { createHubClient, type HubClient } from '@identity-hub/client'
import type { Configuration } from '../environment.ts'
import type { Storage } from './storage.ts'

/** The same client is registered in every tenant whose administrators sign in here. */
export interface TenantClients {
  /** Known as soon as its metadata could be read; that of a name which is no tenant is not kept. */
  find(tenant: string): HubClient
  keep(tenant: string, client: HubClient): void
  settled(): Promise<void>
}

/** More tenants than that sign in again sooner; nothing else is lost. */
const MOST_KEPT = 1_000

export function createTenantClients(
  configuration: Pick<Configuration, 'hubOrigin' | 'origin' | 'clientId' | 'clientSecret'>,
  storage: Storage,
  clock: () => number,
): TenantClients {
  const { hubOrigin, origin, clientId, clientSecret } = configuration
  const kept = new Map<string, HubClient>()

  function create(tenant: string): HubClient {
    const issuer = `${hubOrigin}/${tenant}`
    return createHubClient({
      issuer,
      clientId,
      authentication: { method: 'client_secret_basic', clientSecret },
      redirectUri: `${origin}/callback`,
      store: storage.grantsOf(issuer).store,
      clock,
    })
  }

  return {
    find: (tenant) => kept.get(tenant) ?? create(tenant),
    keep(tenant, client) {
      const [oldest] = kept.keys()
      if (kept.size >= MOST_KEPT && oldest !== undefined) kept.delete(oldest)
      kept.set(tenant, client)
    },
    async settled() {
      await Promise.all([...kept.values()].map((client) => client.settled()))
    },
  }
}
