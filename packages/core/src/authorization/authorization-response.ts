import { AUTHORIZATION_ERROR_PATHS } from '../explanations/error-paths.ts'
import { AUTHORIZATION_REFUSALS, type AuthorizationRefusal } from './errors.ts'

/** Where an authorization response goes, and what it carries in every case. */
export interface ResponseTarget {
  readonly redirectUri: string
  readonly state: string | null
  readonly issuer: string
}

/** The `Location` that brings a code to the client. RFC 6749 §4.1.2, RFC 9207. */
export function codeResponseLocation(target: ResponseTarget, code: string): string {
  return locationWith(target, [['code', code]])
}

/** The `Location` that brings an error to the client. RFC 6749 §4.1.2.1. */
export function errorResponseLocation(target: ResponseTarget, refusal: AuthorizationRefusal): string {
  const [error, description] = AUTHORIZATION_REFUSALS[refusal]
  return locationWith(target, [
    ['error', error],
    ['error_description', description],
    ['error_uri', target.issuer + AUTHORIZATION_ERROR_PATHS[refusal]],
  ])
}

// The empty fragment keeps a browser from carrying one over from our own URL to the client. RFC 9700 §4.1.3.
function locationWith({ redirectUri, state, issuer }: ResponseTarget, parameters: [string, string][]): string {
  if (state !== null) parameters.push(['state', state])
  parameters.push(['iss', issuer])
  const query = parameters.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&')
  return `${redirectUri}${redirectUri.includes('?') ? '&' : '?'}${query}#`
}
