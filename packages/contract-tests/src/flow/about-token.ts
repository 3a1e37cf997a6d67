import type { Exchange } from '../http/exchange.ts'
import type { Kit } from '../kit.ts'
import { withOverrides, type Overrides } from './authorization-request.ts'
import { authentication } from './client-authentication.ts'
import type { Credentials, TokenRequestOptions } from './token-endpoint.ts'

export type AboutTokenOptions = Pick<TokenRequestOptions, 'method' | 'issuer' | 'headers' | 'localAddress'>

type Ask = (client: Credentials, token: string, overrides?: Overrides, options?: AboutTokenOptions) => Promise<Exchange>

/** What a client does with a token other than use it. */
export interface AboutToken {
  /** RFC 7009 §2.1 */
  readonly revoke: Ask
  /** RFC 7662 §2.1 */
  readonly introspect: Ask
}

export function aboutToken(kit: Kit): AboutToken {
  const ask = (
    operationId: 'revokeToken' | 'introspectToken',
    example: string,
    client: Credentials,
    overrides: Overrides,
    options: AboutTokenOptions,
  ) => {
    const { headers, fields } = authentication(client, options.method)
    const form = withOverrides(kit.examples.use(operationId, example), { client_id: undefined, ...overrides })
    return kit.send({
      method: 'POST',
      url: kit.url(operationId, options.issuer),
      headers: { 'Content-Type': 'application/x-www-form-urlencoded', ...headers, ...options.headers },
      body: String(new URLSearchParams({ ...form, ...fields })),
      localAddress: options.localAddress,
    })
  }

  return {
    revoke: (client, token, overrides = {}, options = {}) => {
      const example = client.clientSecret === undefined ? 'publicClient' : 'signOut'
      return ask('revokeToken', example, client, { token, token_type_hint: undefined, ...overrides }, options)
    },
    introspect: (client, token, overrides = {}, options = {}) =>
      ask('introspectToken', 'accessToken', client, { token, ...overrides }, options),
  }
}
