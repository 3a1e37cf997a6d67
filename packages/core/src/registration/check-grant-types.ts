import type { ClientType, GrantType, TokenEndpointAuthMethod } from '../storage/records.ts'
import { accepted, refused, type Checked } from './checked.ts'
import { oneOf, quoted } from './quoted.ts'

const grantTypes: readonly GrantType[] = ['authorization_code', 'refresh_token', 'client_credentials']
const secretMethods: readonly TokenEndpointAuthMethod[] = ['client_secret_basic', 'client_secret_post']

/** Without a list: authorization_code and refresh_token. */
export function checkGrantTypes(given: readonly string[], clientType: ClientType): Checked<readonly GrantType[]> {
  if (given.length === 0) return accepted(['authorization_code', 'refresh_token'])
  const checked = checkChoices(given, grantTypes, 'a grant type')
  if (!checked.ok) return checked
  const chosen = new Set(checked.value)
  if (chosen.has('client_credentials') && clientType !== 'confidential')
    return refused(`a ${clientType} client cannot keep the secret that client_credentials needs; make it confidential`)
  if (chosen.has('refresh_token') && !chosen.has('authorization_code'))
    return refused('refresh_token alone gives nothing to refresh; add authorization_code')
  return checked
}

/**
 * Without a list: every method with a secret for a confidential client, `none` for the others, and no other choice.
 * RFC 7591 §2
 */
export function checkAuthMethods(
  given: readonly string[],
  clientType: ClientType,
): Checked<readonly TokenEndpointAuthMethod[]> {
  const confidential = clientType === 'confidential'
  const allowed: readonly TokenEndpointAuthMethod[] = confidential ? secretMethods : ['none']
  if (given.length === 0) return accepted(allowed)
  const known = checkChoices(given, [...secretMethods, 'none'], 'an authentication method')
  if (!known.ok) return known
  const wrong = known.value.find((method) => !allowed.includes(method))
  if (wrong === undefined) return known
  return refused(
    confidential
      ? `a confidential client proves itself with a secret, so ${wrong} is not for it; write ${oneOf(allowed)}`
      : `a ${clientType} client has no secret, so ${wrong} is not for it; write none`,
  )
}

/** Each of the known names at most once. */
function checkChoices<Name extends string>(
  given: readonly string[],
  known: readonly Name[],
  what: string,
): Checked<readonly Name[]> {
  const chosen: Name[] = []
  for (const [index, text] of given.entries()) {
    const name = known.find((candidate) => candidate === text)
    if (name === undefined) return refused(`${quoted(text)} is not ${what}; write ${oneOf(known)}`, `/${index}`)
    if (chosen.includes(name)) return refused(`${name} is there twice; write it once`, `/${index}`)
    chosen.push(name)
  }
  return accepted(chosen)
}
