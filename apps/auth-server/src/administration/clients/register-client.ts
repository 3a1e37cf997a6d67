import {
  checkClientRegistration,
  quoted,
  type Client,
  type ClientRegistrationInput,
  type ClientScope,
  type TenantStorage,
} from '@identity-hub/core'
import {
  administrativeEvent,
  done,
  exists,
  invalid,
  repeatedBefore,
  type Administration,
  type KeepAnswer,
  type Refusal,
  type Result,
} from '../administration.ts'
import { refusedMembers } from '../check-members.ts'
import { refuseGiving } from './client-authority.ts'
import { refuseUnknownRole } from './required-role.ts'

export interface RegisteredClient {
  readonly client: Client
  /** Shown this once; null: the client has none, or brought its own. */
  readonly issuedSecret: string | null
}

/** A client whose scopes are there. */
export async function registerClient(
  administration: Administration,
  storage: TenantStorage,
  input: ClientRegistrationInput,
  keep?: KeepAnswer<RegisteredClient>,
): Promise<Result<RegisteredClient>> {
  const now = administration.now()
  const registration = checkClientRegistration(input, {
    serverOriginIsLoopbackHttp: administration.originIsLoopbackHttp,
    now,
    randomBytes: administration.random,
  })
  if (!registration.ok) return refusedMembers(registration)
  const { client, issuedSecret } = registration.value
  const refusal = refuseGiving(administration, client.scopes) ?? (await refuseUnknownRole(storage, client.requiredRole))
  if (refusal !== null) return refusal

  const { id, clientId, pkce } = client
  const registered: Client = { ...client, epoch: 0, revision: 0, status: 'active' }
  const created = await storage.createClient({
    client,
    missingScopes: [],
    ...(keep !== undefined && { idempotency: keep({ client: registered, issuedSecret }) }),
    now,
    events: [administrativeEvent(administration, 'client.created', { clientId, pkce }, { client: id })],
  })
  switch (created.outcome) {
    case 'created':
      return done({ client: created.client, issuedSecret })
    case 'exists':
      return exists(`the client ${quoted(clientId)} is there already; choose another client id`, '/client_id')
    case 'unknown-scope':
      return noSuchScope(storage, input.scopes.map(nameOf), created.scope)
    case 'repeated':
      return repeatedBefore(created)
  }
}

/** @param scopes as they were asked for */
export function noSuchScope(
  { tenant }: TenantStorage,
  scopes: readonly Pick<ClientScope, 'name'>[],
  scope: string,
): Refusal {
  const index = scopes.findIndex(({ name }) => name === scope)
  return invalid(
    `there is no scope ${quoted(scope)} in the tenant ${tenant.slug}; make it first`,
    `/scopes/${Math.max(index, 0)}/name`,
  )
}

const nameOf = (scope: ClientRegistrationInput['scopes'][number]) =>
  typeof scope === 'string' ? { name: scope } : scope
