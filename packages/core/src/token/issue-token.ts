import { checkAgainWhenStale } from '../check-again.ts'
import { describeRefusal } from '../events/describe-event.ts'
import type { RequestFacts } from '../request-facts.ts'
import type { SealingKeys } from '../sealing/sealing-keys.ts'
import type { HubStorage, TenantStorage } from '../storage/port.ts'
import type { Client } from '../storage/records.ts'
import { authenticateClient, type AuthenticatedClient } from './authenticate-client.ts'
import { issueClientToken } from './client-credentials.ts'
import { refuse, type RefusedTokenRequest } from './errors.ts'
import { exchangeAuthorizationCode } from './exchange-authorization-code.ts'
import { readClientCredentials, type ClientCredentials } from './read-client-credentials.ts'
import { refresh } from './refresh.ts'
import type { SecretGuesses } from './secret-guesses.ts'
import type { TokenRequest } from '@identity-hub/api-types'
import type { IssuedTokens } from './issued-tokens.ts'

export interface TokenSettings {
  readonly hub: HubStorage
  readonly storage: TenantStorage
  readonly keys: SealingKeys
  readonly guesses: SecretGuesses
}

export interface TokenAnswer {
  /** Who the request says it is from, for the log. */
  readonly clientId: string | null
  readonly result: IssuedTokens | RefusedTokenRequest | ThrottledTokenRequest
}

export interface ThrottledTokenRequest {
  readonly outcome: 'throttled'
  readonly reason: 'client_secret_guessed'
  readonly retryAfterSeconds: number
}

/** A token request, from client authentication to the answer. RFC 6749 §3.2. */
export async function issueToken(
  settings: TokenSettings,
  authorization: string | undefined,
  request: TokenRequest,
  facts: RequestFacts,
): Promise<TokenAnswer> {
  const { hub, storage } = settings
  const credentials = readClientCredentials(authorization, request)
  const authenticated =
    credentials.outcome === 'refused' ? credentials : await authenticate(settings, credentials, facts)
  const client = authenticated.outcome === 'authenticated' ? authenticated.client : null
  const result =
    authenticated.outcome === 'authenticated'
      ? await issueTo(settings, authenticated.client, request, facts)
      : authenticated
  const clientId = credentials.outcome === 'refused' ? (request.client_id ?? null) : credentials.clientId
  if (result.outcome !== 'issued') {
    const data = { grantType: request.grant_type, ...(clientId === null ? {} : { clientId: clientId.slice(0, 128) }) }
    const subjects = client === null ? {} : { actor: `client:${client.clientId}`, client: client.id }
    hub.recordRefusal(storage.tenant, describeRefusal(facts, 'token.refused', result.reason, data, subjects))
  }
  return { clientId, result }
}

async function authenticate(
  { storage, guesses }: TokenSettings,
  credentials: ClientCredentials,
  { now, source }: RequestFacts,
): Promise<AuthenticatedClient | RefusedTokenRequest | ThrottledTokenRequest> {
  const { clientId } = credentials
  const delay = guesses.retryAfterSeconds(storage.tenant.id, clientId, source, now)
  if (delay !== null) return throttled(delay)
  const authenticated = await authenticateClient(storage, credentials, now)
  if (authenticated.outcome === 'authenticated' || credentials.secret === null) return authenticated
  const wait = await guesses.count(storage, clientId, source, now)
  return wait === null ? authenticated : throttled(wait)
}

function throttled(retryAfterSeconds: number): ThrottledTokenRequest {
  return { outcome: 'throttled', reason: 'client_secret_guessed', retryAfterSeconds }
}

async function issueTo(
  { storage, keys }: TokenSettings,
  client: Client,
  request: TokenRequest,
  facts: RequestFacts,
): Promise<IssuedTokens | RefusedTokenRequest> {
  if (!client.grantTypes.includes(request.grant_type)) return refuse('grant_type_not_allowed')
  // RFC 8707 §2: no resource is known here, so none may be ignored.
  if (request.resource !== undefined) return refuse('resource_unsupported')
  switch (request.grant_type) {
    case 'authorization_code':
      return exchangeAuthorizationCode(storage, client, request, facts)
    case 'refresh_token':
      return refresh(storage, client, request, keys, facts)
    case 'client_credentials': {
      let current = client
      return checkAgainWhenStale(async () => {
        const issued = await issueClientToken(storage, current, request, facts)
        if (issued.outcome !== 'stale') return issued
        const found = await storage.findClient(client.clientId)
        if (found.outcome === 'unknown') return refuse('client_unknown')
        current = found.client
        return issued
      })
    }
  }
}
