import { isObject } from '../document/json-pointer.ts'
import { describeExchange, jsonOf, type Exchange } from '../http/exchange.ts'

/** What a token response brings. RFC 6749 §5.1 */
export interface Tokens {
  readonly accessToken: string
  readonly refreshToken: string
  readonly scope: string
  readonly expiresInSeconds: number
  readonly exchange: Exchange
}

/** The tokens of a success that must have both kinds; anything else throws. */
export function tokensOf(exchange: Exchange): Tokens {
  const {
    access_token: accessToken,
    refresh_token: refreshToken,
    scope,
    expires_in: expiresInSeconds,
  } = membersOf(exchange)
  if (
    exchange.status !== 200 ||
    typeof accessToken !== 'string' ||
    typeof refreshToken !== 'string' ||
    typeof scope !== 'string' ||
    typeof expiresInSeconds !== 'number'
  )
    throw new Error(`No tokens: ${describeExchange(exchange)} ${errorOf(exchange) ?? ''}`)
  return { accessToken, refreshToken, scope, expiresInSeconds, exchange }
}

/** The members of a JSON body; none when it is no object. */
export function membersOf(exchange: Exchange): Readonly<Record<string, unknown>> {
  const body = jsonOf(exchange)
  return isObject(body) ? body : {}
}

/** The member `error`. */
export function errorOf(exchange: Exchange): string | undefined {
  const { error } = membersOf(exchange)
  return typeof error === 'string' ? error : undefined
}

/** The access token of a success, which need not bring a refresh token. */
export function accessTokenOf(exchange: Exchange): string {
  const { access_token: accessToken } = membersOf(exchange)
  if (exchange.status !== 200 || typeof accessToken !== 'string')
    throw new Error(`No access token: ${describeExchange(exchange)} ${errorOf(exchange) ?? ''}`)
  return accessToken
}

/** `200`, or the error's code: what a race is counted by. */
export function resultOf(exchange: Exchange): string {
  return exchange.status === 200 ? '200' : `${exchange.status} ${errorOf(exchange) ?? ''}`.trim()
}
