import { isObject } from '../http/is-object.ts'

/** A token response in our names. */
export interface IssuedTokens {
  readonly accessToken: string
  /** Epoch milliseconds on this machine's clock, before the request was sent: it never says too late. */
  readonly issuedAt: number
  readonly expiresAt: number
  readonly refreshToken: string | undefined
  /** Left out when it is what was asked for. RFC 6749 §5.1 */
  readonly scope: string | undefined
}

/** What is wrong with the answer as text, or the tokens. Members that are not known are ignored. RFC 6749 §5.1 */
export function parseTokenResponse(answer: unknown, issuedAt: number): IssuedTokens | string {
  if (!isObject(answer)) return 'no object'
  const { access_token, token_type, expires_in, refresh_token, scope } = answer
  if (!isText(access_token)) return 'no access_token'
  if (typeof token_type !== 'string' || token_type.toLowerCase() !== 'bearer') return 'a token_type that is not Bearer'
  if (typeof expires_in !== 'number' || !Number.isFinite(expires_in) || expires_in < 0) return 'no expires_in'
  if (refresh_token !== undefined && !isText(refresh_token)) return 'a refresh_token that is no text'
  if (scope !== undefined && typeof scope !== 'string') return 'a scope that is no text'
  return {
    accessToken: access_token,
    issuedAt,
    expiresAt: issuedAt + expires_in * 1000,
    refreshToken: refresh_token,
    scope,
  }
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== ''
}
