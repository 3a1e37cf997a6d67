import {
  checkClientRegistration,
  checkScopeDescription,
  hubScopes,
  isHubScope,
  quoted,
  type Client,
  type ClientRegistrationInput,
  type Scope,
  type TenantStorage,
} from '@identity-hub/core'
import { administrativeEvent, done, exists, invalid, type Administration, type Result } from './administration.ts'
import { refusedMembers } from './check-members.ts'
import { noSuchScope } from './clients/register-client.ts'
import { everyRow } from './every-row.ts'
import { findTenant } from './find-tenant.ts'

export interface CreateClientInput extends Omit<ClientRegistrationInput, 'scopes'> {
  readonly tenant: string
  readonly scopes: readonly { readonly name: string; readonly description: string | null }[]
}

export interface CreatedClient {
  readonly client: Client
  /** Shown this once; null: the client has none, or brought its own. */
  readonly issuedSecret: string | null
  /** Scopes that were missing and were made with the client. */
  readonly createdScopes: readonly string[]
  /** Scopes that were there already, so that the description given for them was not used. */
  readonly keptDescriptions: readonly string[]
  /** Scopes that are accepted and change nothing. */
  readonly ignoredScopes: readonly string[]
}

/** A client and the scopes that it needs, all or nothing: for whoever has the database itself. */
export async function createClient(
  administration: Administration,
  input: CreateClientInput,
): Promise<Result<CreatedClient>> {
  const now = administration.now()
  const registration = checkClientRegistration(
    { ...input, scopes: input.scopes.map(({ name }) => name) },
    {
      serverOriginIsLoopbackHttp: administration.originIsLoopbackHttp,
      now,
      randomBytes: administration.random,
    },
  )
  if (!registration.ok) return refusedMembers(registration)
  for (const { description } of input.scopes) {
    const checked = checkScopeDescription(description ?? '')
    if (!checked.ok) return invalid(checked.problem)
  }
  const tenant = await findTenant(administration, input.tenant)
  if (!tenant.ok) return tenant

  const { client, issuedSecret, ignoredScopes } = registration.value
  const known = new Set((await everyRow((page) => tenant.value.listScopes(page))).map(({ name }) => name))
  const asked = input.scopes.filter(({ name }) => !ignoredScopes.includes(name))
  const missingScopes = asked.filter(({ name }) => !known.has(name)).map((scope) => newScope(tenant.value, scope))
  const created = await tenant.value.createClient({
    client,
    missingScopes,
    now,
    events: [
      ...missingScopes.map(({ name }) => administrativeEvent(administration, 'scope.created', { scope: name })),
      administrativeEvent(
        administration,
        'client.created',
        { clientId: client.clientId, pkce: client.pkce },
        { client: client.id },
      ),
    ],
  })
  switch (created.outcome) {
    case 'exists':
      return exists(`the client ${quoted(client.clientId)} is there already; choose another client id`)
    case 'unknown-scope':
      return noSuchScope(tenant.value, client.scopes, created.scope)
    case 'unknown-role':
    case 'repeated':
      throw new Error(`a client without a key and needed roles was answered ${created.outcome}`)
    case 'created': {
      const keptDescriptions = asked
        .filter(({ name, description }) => description !== null && !created.createdScopes.includes(name))
        .map(({ name }) => name)
      return done({
        client: created.client,
        issuedSecret,
        createdScopes: created.createdScopes,
        keptDescriptions,
        ignoredScopes,
      })
    }
  }
}

function newScope({ tenant }: TenantStorage, scope: CreateClientInput['scopes'][number]): Scope {
  const ofHub = isHubScope(scope.name) ? hubScopes.find(({ name }) => name === scope.name) : undefined
  return (
    ofHub ?? {
      name: scope.name,
      description: { [tenant.locale]: (scope.description ?? '').trim() },
      requiredRoles: [],
      requiredClaim: null,
      accessTokenSeconds: null,
      revision: 0,
    }
  )
}
