import {
  checkClientRegistration,
  quoted,
  type Client,
  type ClientRegistrationInput,
  type ClientScope,
  type Scope,
  type TenantStorage,
} from '@identity-hub/core'
import {
  administrativeEvent,
  done,
  exists,
  forbidden,
  invalid,
  repeatedBefore,
  type Administration,
  type KeepAnswer,
  type Refusal,
  type Result,
} from '../administration.ts'
import { refusedMembers } from '../check-members.ts'
import { checkNewScope, type NewScope } from '../scopes/new-scope.ts'
import { refuseGiving } from './client-authority.ts'
import { refuseUnknownRole, rolesOf } from './required-role.ts'

export interface RegisteredClient {
  readonly client: Client
  /** Shown this once; null: the client has none, or brought its own. */
  readonly issuedSecret: string | null
}

export interface NewClient extends ClientRegistrationInput {
  /** Made with the client, all or nothing, unless they are there. */
  readonly newScopes?: readonly NewScope[]
}

/** A client, and those of its scopes that are not there yet. */
export async function registerClient(
  administration: Administration,
  storage: TenantStorage,
  input: NewClient,
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
  const newScopes = await checkNewScopes(administration, storage, input.newScopes ?? [])
  if (!newScopes.ok) return newScopes

  const { id, clientId, pkce } = client
  const registered: Client = { ...client, epoch: 0, revision: 0, status: 'active' }
  const created = await storage.createClient({
    client,
    missingScopes: newScopes.value,
    neededRoles: [...rolesOf(client.requiredRole), ...newScopes.value.flatMap(({ requiredRoles }) => requiredRoles)],
    ...(keep !== undefined && { idempotency: keep({ client: registered, issuedSecret }) }),
    now,
    events: [
      ...newScopes.value.map(({ name }) => administrativeEvent(administration, 'scope.created', { scope: name })),
      administrativeEvent(administration, 'client.created', { clientId, pkce }, { client: id }),
    ],
  })
  switch (created.outcome) {
    case 'created':
      return done({ client: created.client, issuedSecret })
    case 'exists':
      return exists(`the client ${quoted(clientId)} is there already; choose another client id`, '/client_id')
    case 'unknown-scope':
      return noSuchScope(storage, input.scopes.map(nameOf), created.scope)
    case 'unknown-role':
      // Deleted just now: looked at anew, it is told where it stands.
      return registerClient(administration, storage, input, keep)
    case 'repeated':
      return repeatedBefore(created)
  }
}

async function checkNewScopes(
  administration: Administration,
  storage: TenantStorage,
  asked: readonly NewScope[],
): Promise<Result<readonly Scope[]>> {
  if (asked.length > 0 && !administration.authority.may('hub.policy.write'))
    return forbidden('hub.policy.write', 'making scopes needs the scope hub.policy.write as well')
  const scopes: Scope[] = []
  for (const [index, one] of asked.entries()) {
    const checked = await checkNewScope(storage, one)
    if (!checked.ok) return below(`/new_scopes/${index}`, checked)
    if (scopes.some(({ name }) => name === one.name))
      return invalid(`the scope ${quoted(one.name)} is there twice; write it once`, `/new_scopes/${index}/name`)
    scopes.push(checked.value)
  }
  const known = new Set((await storage.listScopesNamed(scopes.map(({ name }) => name))).map(({ name }) => name))
  return done(scopes.filter(({ name }) => !known.has(name)))
}

/** The same refusal about a part of the input. */
function below(pointer: string, refusal: Refusal): Refusal {
  const fields = refusal.fields?.map((field) => ({ ...field, pointer: pointer + field.pointer }))
  return fields === undefined ? refusal : { ...refusal, fields }
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
