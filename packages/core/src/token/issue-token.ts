import { checkAgainWhenStale } from '../check-again.ts'
import { describeRefusal, type EventSubjects } from '../events/describe-event.ts'
import type { RequestFacts } from '../request-facts.ts'
import type { SealingKeys } from '../sealing/sealing-keys.ts'
import type { HubStorage, TenantStorage } from '../storage/port.ts'
import type { Client } from '../storage/records.ts'
import { issueClientToken } from './client-credentials.ts'
import { refuse, type RefusedTokenRequest } from './errors.ts'
import { exchangeAuthorizationCode } from './exchange-authorization-code.ts'
import { claimedClient, identifyClient } from './identify-client.ts'
import { refresh } from './refresh.ts'
import type { SecretGuesses, ThrottledTokenRequest } from './secret-guesses.ts'
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

/** A token request, from client authentication to the answer. RFC 6749 §3.2. */
export async function issueToken(
  settings: TokenSettings,
  authorization: string | undefined,
  request: TokenRequest,
  facts: RequestFacts,
): Promise<TokenAnswer> {
  const { hub, storage } = settings
  const { clientId, result: identified } = await identifyClient(settings, authorization, request, facts)
  const client = identified.outcome === 'authenticated' ? identified.client : null
  const result =
    identified.outcome === 'authenticated' ? await issueTo(settings, identified.client, request, facts) : identified
  if (result.outcome !== 'issued') {
    const data = { grantType: request.grant_type, ...claimedClient(clientId) }
    const subjects =
      client === null ? {} : { actor: `client:${client.clientId}`, client: client.id, ...aboutOf(result) }
    hub.recordRefusal(storage.tenant, describeRefusal(facts, 'token.refused', result.reason, data, subjects))
  }
  return { clientId, result }
}

function aboutOf(result: TokenAnswer['result']): EventSubjects {
  return result.outcome === 'refused' ? (result.about ?? {}) : {}
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
