import { hashesEqual, hashValue } from '../issued-values/issued-value.ts'
import type { TenantStorage } from '../storage/port.ts'
import type { Client, ClientSecret } from '../storage/records.ts'
import { refuse, type RefusedClient } from './errors.ts'
import type { ClientCredentials } from './read-client-credentials.ts'

const SCHEME = 'sha256:'
const NO_SECRET: ClientSecret = { id: '', secretHash: SCHEME + '0'.repeat(64), createdAt: 0, expiresAt: null }

/** What is stored of a client secret: the scheme in front, so that others can follow. */
export function hashClientSecret(secret: string): string {
  return SCHEME + hashValue(secret)
}

export interface AuthenticatedClient {
  readonly outcome: 'authenticated'
  readonly client: Client
}

/** Finds the client and checks that it is who it says. RFC 6749 §2.3, §3.2.1. */
export async function authenticateClient(
  storage: TenantStorage,
  credentials: ClientCredentials,
  now: number,
): Promise<AuthenticatedClient | RefusedClient> {
  const found = await storage.findClient(credentials.clientId)
  const client = found.outcome === 'found' ? found.client : null
  const refused = checkClientAuthentication(client, credentials, now)
  if (refused !== null) return refused
  return client === null ? refuse('client_unknown') : { outcome: 'authenticated', client }
}

/** Pure. An unknown client costs the same comparison as a wrong secret. */
export function checkClientAuthentication(
  client: Pick<Client, 'status' | 'authMethods' | 'secrets'> | null,
  { method, secret }: Pick<ClientCredentials, 'method' | 'secret'>,
  now: number,
): RefusedClient | null {
  const rightSecret = secret !== null && secretMatches(client?.secrets ?? [NO_SECRET], secret, now)
  if (client === null) return refuse('client_unknown')
  // A client uses the methods that it is registered for: no secret for a public one, none left out by a confidential one.
  if (!client.authMethods.includes(method))
    return refuse(method === 'none' ? 'client_secret_missing' : 'client_auth_method_not_allowed')
  if (method !== 'none' && !rightSecret) return refuse('client_secret_wrong')
  return client.status === 'active' ? null : refuse('client_disabled')
}

function secretMatches(secrets: readonly ClientSecret[], presented: string, now: number): boolean {
  const presentedHash = hashValue(presented)
  let matches = false
  for (const { secretHash, expiresAt } of secrets) {
    const equal = secretHash.startsWith(SCHEME) && hashesEqual(secretHash.slice(SCHEME.length), presentedHash)
    if (equal && (expiresAt === null || now < expiresAt)) matches = true
  }
  return matches
}
