import type { Form } from '../document/examples.ts'
import { describeExchange, type Exchange } from '../http/exchange.ts'
import type { ContractClient } from '../target.ts'
import type { Authorization, AuthorizationFlow, AuthorizeOptions, Reachable } from './authorization-flow.ts'
import { withOverrides, type Overrides } from './authorization-request.ts'
import { authentication, type AuthenticationMethod } from './client-authentication.ts'
import { membersOf, tokensOf, type Tokens } from './tokens.ts'

export interface TokenRequestOptions {
  /** How the client proves who it is; basic with a secret, none without, unless told. */
  readonly method?: AuthenticationMethod
  readonly issuer?: string
  readonly headers?: Readonly<Record<string, string>>
  /** The address to connect from. */
  readonly localAddress?: string | undefined
}

export interface TokenEndpoint {
  /** Posts a form, with the client's credentials where the method wants them. */
  tokenRequest(client: Credentials, form: Form, options?: TokenRequestOptions): Promise<Exchange>
  /** Exchanges a code, for the client that it was issued to unless `as` names another. */
  redeem(
    authorization: Pick<Authorization, 'client' | 'code' | 'redirectUri' | 'verifier' | 'issuer'>,
    overrides?: Overrides,
    options?: TokenRequestOptions & { readonly as?: Credentials },
  ): Promise<Exchange>
  refresh(
    client: Credentials,
    refreshToken: string,
    overrides?: Overrides,
    options?: TokenRequestOptions,
  ): Promise<Exchange>
  clientCredentials(client: Credentials, overrides?: Overrides, options?: TokenRequestOptions): Promise<Exchange>
  /** An authorization and its exchange. */
  obtainTokens(
    client: ContractClient,
    options?: AuthorizeOptions,
  ): Promise<Tokens & { readonly authorization: Authorization }>
  /** Calls the API that the access token opens. */
  identity(accessToken: string, issuer?: string): Promise<Exchange>
  /**
   * Whether the API takes the token, be it only to say that its scope is too small. Where there is no API that is known,
   * introspection tells.
   */
  isAlive(accessToken: string, issuer?: string): Promise<boolean>
}

export type Credentials = Pick<ContractClient, 'clientId' | 'clientSecret'>

export function createTokenEndpoint(kit: Reachable & AuthorizationFlow): TokenEndpoint {
  const tokenRequest: TokenEndpoint['tokenRequest'] = (client, form, options = {}) => {
    const { headers, fields } = authentication(client, options.method)
    return kit.send({
      method: 'POST',
      url: kit.url('issueToken', options.issuer),
      headers: { 'Content-Type': 'application/x-www-form-urlencoded', ...headers, ...options.headers },
      body: String(new URLSearchParams({ ...form, ...fields })),
      localAddress: options.localAddress,
    })
  }

  const redeem: TokenEndpoint['redeem'] = (
    { client, code, redirectUri, verifier, issuer },
    overrides,
    options = {},
  ) => {
    const inBody = options.method === 'post'
    const form = kit.examples.use('issueToken', inBody ? 'exchangeCodeWithSecretInBody' : 'exchangeCode')
    const own = { code, redirect_uri: redirectUri, code_verifier: verifier }
    return tokenRequest(options.as ?? client, withOverrides(form, { ...own, ...overrides }), { issuer, ...options })
  }

  const identity: TokenEndpoint['identity'] = (accessToken, issuer) =>
    kit.send({ url: kit.url('getIdentity', issuer), headers: { Authorization: `Bearer ${accessToken}` } })

  /** RFC 7662 §2 */
  const isActive = async (accessToken: string, issuer?: string) => {
    const { headers, fields } = authentication(kit.target.clients?.confidential ?? { clientId: '' })
    const exchange = await kit.send({
      method: 'POST',
      url: kit.url('introspectToken', issuer),
      headers: { 'Content-Type': 'application/x-www-form-urlencoded', ...headers },
      body: String(new URLSearchParams({ token: accessToken, ...fields })),
    })
    const { active } = membersOf(exchange)
    if (typeof active !== 'boolean') throw new Error(`Neither yes nor no: ${describeExchange(exchange)}`)
    return active
  }

  return {
    tokenRequest,
    redeem,
    refresh: (client, refreshToken, overrides = {}, options) => {
      const narrower = overrides['scope'] !== undefined
      const form = kit.examples.use('issueToken', narrower ? 'refreshNarrower' : 'refresh')
      const own = { refresh_token: refreshToken, client_id: undefined }
      return tokenRequest(client, withOverrides(form, { ...own, ...overrides }), options)
    },
    clientCredentials: (client, overrides = {}, options) => {
      const form = kit.examples.use('issueToken', 'clientCredentials')
      return tokenRequest(client, withOverrides(form, { scope: undefined, ...overrides }), options)
    },
    obtainTokens: async (client, options) => {
      const authorization = await kit.obtainCode(client, options)
      return { ...tokensOf(await redeem(authorization)), authorization }
    },
    identity,
    isAlive: async (accessToken, issuer) => {
      if (!kit.serves('getIdentity') && kit.serves('introspectToken')) return isActive(accessToken, issuer)
      const exchange = await identity(accessToken, issuer)
      // 400: it is not even written like a token. RFC 6750 §3.1
      if (![200, 400, 401, 403].includes(exchange.status))
        throw new Error(`Neither yes nor no: ${describeExchange(exchange)}`)
      return ![400, 401].includes(exchange.status)
    },
  }
}
