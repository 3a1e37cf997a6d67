import type { RequestFacts } from '../request-facts.ts'
import type { TenantStorage } from '../storage/port.ts'
import type { AuthenticatedClient } from './authenticate-client.ts'
import type { RefusedClient } from './errors.ts'
import { readClientCredentials, type ClientParameters } from './read-client-credentials.ts'
import type { SecretGuesses, ThrottledTokenRequest } from './secret-guesses.ts'

export interface IdentifiedClient {
  /** Who the request says it is from, for the log. */
  readonly clientId: string | null
  readonly result: AuthenticatedClient | RefusedClient | ThrottledTokenRequest
}

/** The client behind a request, at every endpoint of clients in the same way. RFC 6749 §2.3. */
export async function identifyClient(
  { storage, guesses }: { readonly storage: TenantStorage; readonly guesses: SecretGuesses },
  authorization: string | undefined,
  parameters: ClientParameters,
  facts: RequestFacts,
): Promise<IdentifiedClient> {
  const credentials = readClientCredentials(authorization, parameters)
  if (credentials.outcome === 'refused') return { clientId: parameters.client_id ?? null, result: credentials }
  return { clientId: credentials.clientId, result: await guesses.authenticate(storage, credentials, facts) }
}

/** Who says to have asked, in the event of a refusal. */
export function claimedClient(clientId: string | null): { readonly clientId?: string } {
  return clientId === null ? {} : { clientId: clientId.slice(0, 128) }
}
