import type { RandomBytes } from '../issued-values/id.ts'
import type { Client, ClientType } from '../storage/records.ts'
import { checkAllowedOrigin } from './check-allowed-origin.ts'
import { checkClientScopes } from './check-client-scopes.ts'
import { checkAuthMethods, checkGrantTypes } from './check-grant-types.ts'
import { checkDisplayName } from './check-names.ts'
import { checkRedirectUriRegistration } from './check-redirect-uri-registration.ts'
import { accepted, refused, type Checked } from './checked.ts'
import { issueClientCredentials } from './issue-client-credentials.ts'
import { checkLifetimes, type ClientLifetimes } from './lifetimes.ts'
import { oneOf, quoted } from './quoted.ts'

/** What somebody asks for, unchecked. What is left out has its default. */
export interface ClientRegistrationInput {
  readonly name: string
  readonly type: string
  readonly redirectUris?: readonly string[]
  readonly scopes: readonly string[]
  readonly grantTypes?: readonly string[]
  readonly authMethods?: readonly string[]
  readonly firstParty?: boolean
  readonly pkceOptional?: boolean
  readonly lifetimes?: Partial<ClientLifetimes>
  readonly allowedOrigins?: readonly string[]
  /** Brought along from another server; otherwise we make one. */
  readonly clientId?: string
  readonly clientSecret?: string
}

export interface ClientRegistrationContext {
  readonly serverOriginIsLoopbackHttp: boolean
  /** Epoch milliseconds. */
  readonly now: number
  readonly randomBytes: RandomBytes
}

export interface ClientRegistration {
  readonly client: Omit<Client, 'epoch' | 'revision' | 'status'>
  /** The secret that we made, to be shown this once; null: it has none, or brought its own. */
  readonly issuedSecret: string | null
  /** Scopes that were named, and change nothing. */
  readonly ignoredScopes: readonly string[]
}

const clientTypes: readonly ClientType[] = ['confidential', 'public', 'native']
const MOST_URIS = 100

/** A whole client out of what was asked for, or the first thing that is wrong with it. RFC 7591 §2 */
export function checkClientRegistration(
  input: ClientRegistrationInput,
  context: ClientRegistrationContext,
): Checked<ClientRegistration> {
  const name = checkDisplayName(input.name)
  if (!name.ok) return name
  const type = clientTypes.find((candidate) => candidate === input.type)
  if (type === undefined) return refused(`${quoted(input.type)} is not a client type; write ${oneOf(clientTypes)}`)

  const grantTypes = checkGrantTypes(input.grantTypes ?? [], type)
  if (!grantTypes.ok) return grantTypes
  const authMethods = checkAuthMethods(input.authMethods ?? [], type)
  if (!authMethods.ok) return authMethods
  // RFC 9700 §2.1.1: only a client that proves itself at the token endpoint can do without.
  if (input.pkceOptional === true && type !== 'confidential')
    return refused(`PKCE is all that protects the codes of a ${type} client; only a confidential one can be exempt`)

  const redirectUris = checkRedirectUris(input.redirectUris ?? [], {
    clientType: type,
    serverOriginIsLoopbackHttp: context.serverOriginIsLoopbackHttp,
    needed: grantTypes.value.includes('authorization_code'),
  })
  if (!redirectUris.ok) return redirectUris
  const scopes = checkClientScopes(input.scopes)
  if (!scopes.ok) return scopes
  const lifetimes = checkLifetimes(input.lifetimes ?? {})
  if (!lifetimes.ok) return lifetimes
  const allowedOrigins = checkEach(input.allowedOrigins ?? [], 'origin', checkAllowedOrigin)
  if (!allowedOrigins.ok) return allowedOrigins
  const credentials = issueClientCredentials({ ...input, type }, context)
  if (!credentials.ok) return credentials

  return accepted({
    client: {
      id: credentials.value.id,
      clientId: credentials.value.clientId,
      name: name.value,
      type,
      registeredBy: 'administrator',
      firstParty: input.firstParty ?? false,
      authMethods: authMethods.value,
      grantTypes: grantTypes.value,
      pkce: input.pkceOptional === true ? 'optional' : 'required',
      ...lifetimes.value,
      allowedOrigins: allowedOrigins.value,
      requiredRole: null,
      redirectUris: redirectUris.value,
      scopes: scopes.value.names.map((scope) => ({ name: scope, assignment: 'requestable' })),
      secrets: credentials.value.secrets,
      createdAt: context.now,
    },
    issuedSecret: credentials.value.issuedSecret,
    ignoredScopes: scopes.value.ignored,
  })
}

function checkRedirectUris(
  uris: readonly string[],
  context: { clientType: ClientType; serverOriginIsLoopbackHttp: boolean; needed: boolean },
): Checked<readonly string[]> {
  if (context.needed && uris.length === 0)
    return refused('authorization_code needs a place to return to; give at least one redirect URI')
  if (!context.needed && uris.length > 0)
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
    if (!checked.ok) return checked
    if (values.indexOf(value) !== index) return refused(`the ${what} ${quoted(value)} is there twice; write it once`)
  }
  return accepted(values)
}
