import type { Party } from '../contestants/party.ts'
import { wrongAnswer, type Answer } from '../load/answer.ts'
import { basicAuthorization, formRequest } from '../load/request.ts'
import { VERIFIER } from './authorize.ts'

export interface Tokens {
  readonly access_token: string
  readonly refresh_token?: string
}

/** With client_secret_basic, for all contestants. */
function tokenRequest(party: Party, form: Readonly<Record<string, string>>): string {
  return formRequest(party.tokenPath, form, {
    Authorization: authorizationOf(party),
    Accept: 'application/json',
  })
}

const authorizations = new WeakMap<Party, string>()

export function authorizationOf(party: Party): string {
  let authorization = authorizations.get(party)
  if (authorization === undefined) {
    authorization = basicAuthorization(party.clientId, party.clientSecret)
    authorizations.set(party, authorization)
  }
  return authorization
}

export const exchangeRequest = (party: Party, code: string): string =>
  tokenRequest(party, {
    grant_type: 'authorization_code',
    code,
    redirect_uri: party.redirectUri,
    code_verifier: VERIFIER,
  })

export const refreshRequest = (party: Party, refreshToken: string): string =>
  tokenRequest(party, { grant_type: 'refresh_token', refresh_token: refreshToken })

export const clientCredentialsRequest = (party: Party): string =>
  tokenRequest(party, { grant_type: 'client_credentials', scope: party.scope })

/** What the token endpoint answers when all is well. */
export function tokensOf(what: string, answer: Answer): Tokens {
  if (answer.status !== 200) throw wrongAnswer(what, answer)
  const tokens: unknown = JSON.parse(answer.body.toString('latin1'))
  if (!isTokens(tokens)) throw wrongAnswer(what, answer)
  return tokens
}

function isTokens(value: unknown): value is Tokens {
  return (
    typeof value === 'object' && value !== null && 'access_token' in value && typeof value.access_token === 'string'
  )
}

export function refreshTokenOf(what: string, answer: Answer): string {
  const { refresh_token: token } = tokensOf(what, answer)
  if (token === undefined) throw wrongAnswer(`${what} (no refresh token)`, answer)
  return token
}
