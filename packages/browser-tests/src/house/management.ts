import { createHubClient, memoryStore } from '@identity-hub/client'
import { createManagementClient, type ManagementClient } from '@identity-hub/client/management'
import { administer, type Hub } from './hub.ts'
import type { RegisteredClient } from './registration.ts'

/** Who administers a tenant over HTTP: plain data, so that test files can be handed it. */
export interface Administrator extends RegisteredClient {
  readonly origin: string
  readonly tenant: string
}

const SCOPES = ['hub.clients.write', 'hub.policy.write', 'hub.users.read', 'hub.users.write']

/** A client of the tenant that may change what tests change. */
export async function appointAdministrator(hub: Hub, tenant: string): Promise<Administrator> {
  const description = ['--name', 'Tests', '--type', 'confidential', '--grant-type', 'client_credentials']
  const scopes = SCOPES.flatMap((scope) => ['--scope', scope])
  const created = await administer(hub, ['client', 'create', '--tenant', tenant, ...description, ...scopes])
  // What `hub client create --json` answers.
  const { client_id: clientId, client_secret: clientSecret } = created as { client_id: string; client_secret: string }
  return { origin: hub.origin, tenant, clientId, clientSecret }
}

/** A request to the running hub, where a command would load all of it anew. */
export function managementOf({ origin, tenant, clientId, clientSecret }: Administrator): ManagementClient {
  const app = createHubClient({
    issuer: `${origin}/${tenant}`,
    clientId,
    authentication: { method: 'client_secret_basic', clientSecret },
    redirectUri: `${origin}/unused`,
    store: memoryStore(),
  })
  const accessToken = async (): Promise<string> => (await app.clientCredentials()).accessToken
  return createManagementClient({ origin, tenant, accessToken })
}
