import { checkAgainWhenStale } from '../check-again.ts'
import { describeRefusal } from '../events/describe-event.ts'
import type { RequestFacts } from '../request-facts.ts'
import type { SealingKeys } from '../sealing/sealing-keys.ts'
import type { HubStorage, TenantStorage } from '../storage/port.ts'
import type { Client } from '../storage/records.ts'
import { authenticateClient } from './authenticate-client.ts'
import { issueClientToken } from './client-credentials.ts'
import { refuse, type RefusedTokenRequest } from './errors.ts'
import { exchangeAuthorizationCode } from './exchange-authorization-code.ts'
import { readClientCredentials } from './read-client-credentials.ts'
import { refresh } from './refresh.ts'
import type { TokenRequest } from '@identity-hub/api-types'
import type { IssuedTokens } from './issued-tokens.ts'

export interface TokenSettings {
  readonly hub: HubStorage
  readonly storage: TenantStorage
  readonly keys: SealingKeys
}

/** A token request, from client authentication to the answer. RFC 6749 §3.2. */
export async function issueToken(
  settings: TokenSettings,
  authorization: string | undefined,
  request: TokenRequest,
  facts: RequestFacts,
): Promise<IssuedTokens | RefusedTokenRequest> {
  const { hub, storage } = settings
  const credentials = readClientCredentials(authorization, request)
  const authenticated =
    credentials.outcome === 'refused' ? credentials : await authenticateClient(storage, credentials, facts.now)
  const client = authenticated.outcome === 'authenticated' ? authenticated.client : null
  const result =
    authenticated.outcome === 'refused' ? authenticated : await issueTo(settings, authenticated.client, request, facts)
  if (result.outcome === 'refused')
    hub.recordRefusal(
      storage.tenant,
      describeRefusal(
        facts,
        'token.refused',
        result.reason,
        { grantType: request.grant_type },
        client === null ? {} : { actor: `client:${client.clientId}`, client: client.id },
      ),
    )
  return result
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
    case 'client_credentials':
      return checkAgainWhenStale(async () => {
        const found = await storage.findClient(client.clientId)
        return found.outcome === 'unknown'
          ? refuse('client_unknown')
          : issueClientToken(storage, found.client, request, facts)
      })
  }
}
