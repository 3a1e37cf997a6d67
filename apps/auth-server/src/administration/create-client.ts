import {
  checkClientRegistration,
  checkScopeDescription,
  quoted,
  type Client,
  type ClientRegistrationInput,
  type Scope,
  type TenantStorage,
} from '@identity-hub/core'
import { administrativeEvent, done, exists, invalid, type Administration, type Result } from './administration.ts'
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

/** A client and the scopes that it needs, all or nothing. */
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
  if (!registration.ok) return invalid(registration.problem)
  for (const { description } of input.scopes) {
    const checked = checkScopeDescription(description ?? '')
    if (!checked.ok) return invalid(checked.problem)
  }
  const tenant = await findTenant(administration, input.tenant)
  if (!tenant.ok) return tenant

  const { client, issuedSecret, ignoredScopes } = registration.value
  const known = new Set((await tenant.value.listScopes()).map(({ name }) => name))
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
  if (created.outcome === 'exists')
    return exists(`the client ${quoted(client.clientId)} is there already; choose another client id`)
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

function newScope({ tenant }: TenantStorage, scope: CreateClientInput['scopes'][number]): Scope {
  return {
    name: scope.name,
    description: { [tenant.locale]: (scope.description ?? '').trim() },
    requiredRoles: [],
    accessTokenSeconds: null,
  }
}
