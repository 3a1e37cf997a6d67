import type { IntrospectionRequest, IntrospectionResponse } from '@identity-hub/api-types'
import { checkAccessToken } from '../bearer/check-access-token.ts'
import { describeRefusal, type EventSubjects } from '../events/describe-event.ts'
import type { RefusalReasons } from '../events/refusal-reasons.ts'
import type { RequestFacts } from '../request-facts.ts'
import type { HubStorage, TenantStorage } from '../storage/port.ts'
import type { Client } from '../storage/records.ts'
import { refuse, type RefusedClient } from '../token/errors.ts'
import { claimedClient, identifyClient, type IdentifiedClient } from '../token/identify-client.ts'
import type { SecretGuesses, ThrottledTokenRequest } from '../token/secret-guesses.ts'
import { describeToken } from './describe-token.ts'
import { mayIntrospect } from './may-introspect.ts'
import type { TokenGuesses } from './token-guesses.ts'

export interface IntrospectionSettings {
  readonly hub: HubStorage
  readonly storage: TenantStorage
  readonly issuer: string
  readonly guesses: SecretGuesses
  readonly tokenGuesses: TokenGuesses
}

export interface DescribedToken {
  readonly outcome: 'described'
  readonly description: IntrospectionResponse
  /** Why the token is not active for the caller, for the operator; null: it is. */
  readonly reason: string | null
}

export interface ThrottledIntrospection {
  readonly outcome: 'throttled'
  readonly reason: 'tokens_guessed'
  readonly retryAfterSeconds: number
}

export interface IntrospectionAnswer {
  /** Who the request says it is from, for the log. */
  readonly clientId: string | null
  readonly result: DescribedToken | RefusedClient | ThrottledTokenRequest | ThrottledIntrospection
}

/** What an access token is good for, told to those whom it concerns. RFC 7662 §2. */
export async function introspectToken(
  settings: IntrospectionSettings,
  authorization: string | undefined,
  request: IntrospectionRequest,
  facts: RequestFacts,
): Promise<IntrospectionAnswer> {
  const { clientId, result } = await identifyClient(settings, authorization, request, facts)
  const caller = confidential(result)
  if (caller.outcome !== 'authenticated') {
    record(settings, caller.reason, claimedClient(clientId), {}, facts)
    return { clientId, result: caller }
  }
  return { clientId, result: await describe(settings, caller.client, request.token, facts) }
}

// Who shows no secret could be anybody, so nobody would be held to any right or limit. RFC 7662 §2.1.
function confidential(identified: IdentifiedClient['result']): IdentifiedClient['result'] {
  if (identified.outcome !== 'authenticated') return identified
  return identified.client.type === 'confidential' ? identified : refuse('client_not_confidential')
}

async function describe(
  settings: IntrospectionSettings,
  caller: Client,
  presented: string,
  facts: RequestFacts,
): Promise<DescribedToken | ThrottledIntrospection> {
  const { storage, issuer, tokenGuesses } = settings
  const check = await checkAccessToken(storage, presented, facts)
  const { parties } = check
  if (parties !== null && mayIntrospect(caller, parties))
    return check.outcome === 'live' ? active(describeToken(check, issuer)) : inactive(check.reason)

  const reason = parties === null ? 'token_unknown' : 'token_of_another_client'
  if (parties !== null)
    record(settings, 'token_of_another_client', {}, { ...parties.subjects, actor: `client:${caller.clientId}` }, facts)
  const wait = await tokenGuesses.count(storage, caller, facts)
  return wait === null ? inactive(reason) : { outcome: 'throttled', reason: 'tokens_guessed', retryAfterSeconds: wait }
}

function active(description: IntrospectionResponse): DescribedToken {
  return { outcome: 'described', description, reason: null }
}

function inactive(reason: string): DescribedToken {
  return { outcome: 'described', description: { active: false }, reason }
}

function record(
  { hub, storage }: Pick<IntrospectionSettings, 'hub' | 'storage'>,
  reason: RefusalReasons['token.introspection_refused'],
  data: { readonly clientId?: string },
  subjects: EventSubjects,
  facts: RequestFacts,
): void {
  hub.recordRefusal(storage.tenant, describeRefusal(facts, 'token.introspection_refused', reason, data, subjects))
}
