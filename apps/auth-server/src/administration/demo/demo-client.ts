import { hashClientSecret, type Client, type TenantStorage } from '@identity-hub/core'
import { done, type Administration, type Result } from '../administration.ts'
import { createClient } from '../create-client.ts'
import { everyRow } from '../every-row.ts'
import { rotateClientSecret } from '../rotate-client-secret.ts'
import type { SignInCredentials } from './demo-file.ts'

export interface DemoApp {
  readonly name: string
  readonly redirectUri: string
  readonly scopes: readonly string[]
  /** Under the hub's own control: no consent page. */
  readonly firstParty?: boolean
  /** The id that it has to have; otherwise one is made. */
  readonly clientId?: string
}

export interface DemoClient {
  readonly clientId: string
  readonly secret: string
  readonly changes: readonly string[]
}

/** A confidential client for the redirect URI, with the secret that was kept, or with a new one. */
export async function prepareClient(
  administration: Administration,
  storage: TenantStorage,
  app: DemoApp,
  kept: SignInCredentials | null,
): Promise<Result<DemoClient>> {
  const tenant = storage.tenant.slug
  const clients = await everyRow((page) => storage.listClients(page))
  const client = fittingClient(clients, app, kept)
  if (client !== undefined) {
    const { clientId } = client
    if (kept !== null && clientId === kept.client_id && hasSecret(client, kept.client_secret))
      return done({ clientId, secret: kept.client_secret, changes: [] })
    const rotated = await rotateClientSecret(administration, { tenant, clientId, endPreviousNow: kept === null })
    return rotated.ok
      ? done({ clientId, secret: rotated.value.issuedSecret, changes: [`gave the client ${clientId} a new secret`] })
      : rotated
  }
  // A database that was begun anew gets the client that the app knows already.
  const reuse = kept !== null && !clients.some(({ clientId }) => clientId === kept.client_id)
  const created = await createClient(administration, {
    tenant,
    name: app.name,
    type: 'confidential',
    redirectUris: [app.redirectUri],
    scopes: app.scopes.map((name) => ({ name, description: null })),
    firstParty: app.firstParty ?? false,
    ...(app.clientId !== undefined && { clientId: app.clientId }),
    ...(reuse && { clientId: kept.client_id, clientSecret: kept.client_secret }),
  })
  if (!created.ok) return created
  const { clientId } = created.value.client
  const secret = created.value.issuedSecret ?? kept?.client_secret ?? ''
  return done({ clientId, secret, changes: [`made the client ${clientId} for ${app.redirectUri}`] })
}

function fittingClient(
  clients: readonly Client[],
  { name, redirectUri }: DemoApp,
  kept: SignInCredentials | null,
): Client | undefined {
  const fitting = clients.filter((client) => client.redirectUris.includes(redirectUri))
  return fitting.find(({ clientId }) => clientId === kept?.client_id) ?? fitting.find((one) => one.name === name)
}

function hasSecret(client: Client, secret: string): boolean {
  const secretHash = hashClientSecret(secret)
  return client.secrets.some((known) => known.secretHash === secretHash && known.expiresAt === null)
}
