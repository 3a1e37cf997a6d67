import type { ClientSettings } from '../storage/administration/clients.ts'
import type { Client, ClientScope, ClientType } from '../storage/records.ts'
import { checkAllowedOrigin } from './check-allowed-origin.ts'
import { checkClientScopes } from './check-client-scopes.ts'
import { checkAuthMethods, checkGrantTypes } from './check-grant-types.ts'
import { checkDisplayName, checkRequiredRole } from './check-names.ts'
import { checkRedirectUriRegistration, type RedirectUriContext } from './check-redirect-uri-registration.ts'
import { accepted, MemberProblems, refused, type Checked } from './checked.ts'
import { checkLifetimes, type ClientLifetimes } from './lifetimes.ts'
import { quoted } from './quoted.ts'

/** What somebody asks for, unchecked. What is left out has its default. */
export interface ClientSettingsInput {
  readonly name: string
  readonly redirectUris?: readonly string[]
  readonly scopes: readonly RequestedScope[]
  readonly grantTypes?: readonly string[]
  readonly authMethods?: readonly string[]
  readonly firstParty?: boolean
  readonly pkce?: Client['pkce']
  readonly lifetimes?: Partial<ClientLifetimes>
  readonly allowedOrigins?: readonly string[]
  readonly requiredRole?: string | null
}

/** Requestable unless it says otherwise. */
export type RequestedScope = Pick<ClientScope, 'name'> & Partial<ClientScope>

export interface CheckedClientSettings {
  readonly settings: ClientSettings
  /** Scopes that were named, and change nothing. */
  readonly ignoredScopes: readonly string[]
}

const MOST_URIS = 100

/**
 * What a client of that type is, or everything that is wrong with it. RFC 7591 §2. Whether its scopes and its role are
 * there is for the storage to say.
 */
export function checkClientSettings(
  input: ClientSettingsInput,
  type: ClientType,
  context: Pick<RedirectUriContext, 'serverOriginIsLoopbackHttp'>,
): Checked<CheckedClientSettings> {
  const problems = new MemberProblems()
  const name = problems.take('/name', checkDisplayName(input.name))
  const grantTypes = problems.take('/grant_types', checkGrantTypes(input.grantTypes ?? [], type))
  const authMethods = problems.take('/token_endpoint_auth_methods', checkAuthMethods(input.authMethods ?? [], type))
  // RFC 9700 §2.1.1: only a client that proves itself at the token endpoint can do without.
  if (input.pkce === 'optional' && type !== 'confidential')
    problems.add(
      '/pkce',
      `PKCE is all that protects the codes of a ${type} client; only a confidential one can be exempt`,
    )
  const redirectUris = problems.take(
    '/redirect_uris',
    checkRedirectUris(input.redirectUris ?? [], {
      clientType: type,
      serverOriginIsLoopbackHttp: context.serverOriginIsLoopbackHttp,
      needed: grantTypes?.includes('authorization_code') ?? null,
    }),
  )
  const scopes = problems.take('/scopes', checkClientScopes(input.scopes.map((scope) => scope.name)))
  const lifetimes = problems.take('', checkLifetimes(input.lifetimes ?? {}))
  const allowedOrigins = problems.take(
    '/allowed_origins',
    checkEach(input.allowedOrigins ?? [], 'origin', checkAllowedOrigin),
  )
  const { requiredRole = null } = input
  if (requiredRole !== null) problems.take('/required_role', checkRequiredRole(requiredRole))

  const refusal = problems.refusal()
  if (refusal !== null) return refusal
  if (!name || !grantTypes || !authMethods || !redirectUris || !scopes || !lifetimes || !allowedOrigins)
    throw new Error('a member without a problem has no value')
  return accepted({
    settings: {
      name,
      firstParty: input.firstParty ?? false,
      authMethods,
      grantTypes,
      pkce: input.pkce ?? 'required',
      ...lifetimes,
      allowedOrigins,
      requiredRole,
      redirectUris,
      scopes: scopes.names.map((scope) => ({ name: scope, assignment: assignmentOf(input.scopes, scope) })),
    },
    ignoredScopes: scopes.ignored,
  })
}

function assignmentOf(scopes: readonly RequestedScope[], name: string): ClientScope['assignment'] {
  return scopes.find((scope) => scope.name === name)?.assignment ?? 'requestable'
}

/** @param context.needed null: it is not known what the client does */
function checkRedirectUris(
  uris: readonly string[],
  context: RedirectUriContext & { readonly needed: boolean | null },
): Checked<readonly string[]> {
  if (context.needed === true && uris.length === 0)
    return refused('authorization_code needs a place to return to; give at least one redirect URI')
  if (context.needed === false && uris.length > 0)
    return refused('a client without authorization_code never returns to a redirect URI; give none')
  return checkEach(uris, 'redirect URI', (uri) => checkRedirectUriRegistration(uri, context))
}

/** Every one passes its check, and none is there twice. */
function checkEach(
  values: readonly string[],
  what: string,
  check: (value: string) => Checked<string>,
): Checked<readonly string[]> {
  if (values.length > MOST_URIS) return refused(`there are ${values.length} ${what}s; give at most ${MOST_URIS}`)
  for (const [index, value] of values.entries()) {
    const checked = check(value)
    if (!checked.ok) return { ...checked, at: `/${index}` }
    if (values.indexOf(value) !== index)
      return refused(`the ${what} ${quoted(value)} is there twice; write it once`, `/${index}`)
  }
  return accepted(values)
}
