import type { LooseParameters } from '@identity-hub/koa-server'
import type { Client } from '../state/records.ts'

const PARAMETERS = new Set([
  'grant_type',
  'code',
  'redirect_uri',
  'code_verifier',
  'refresh_token',
  'scope',
  'resource',
  'client_id',
  'client_secret',
  'client_assertion',
  'token',
  'token_type_hint',
])

export const tokenRequestRules = {
  /** Credentials and grants in a URL end up in logs. RFC 6749 §2.3.1 */
  isInQuery(querystring: string): boolean {
    return [...new URLSearchParams(querystring).keys()].some((name) => PARAMETERS.has(name))
  },

  /** The parameters of a request: those of its body. */
  formOf(body: LooseParameters, _querystring: string): LooseParameters {
    return body
  },

  /** RFC 6749 §3.2: each at most once. */
  isRepeated(body: LooseParameters): boolean {
    return Object.entries(body).some(([name, value]) => Array.isArray(value) && PARAMETERS.has(name))
  },

  parameter(body: LooseParameters, name: string): string | undefined {
    const value = body[name]
    return typeof value === 'string' ? value : value?.[0]
  },

  grantTypeIsSupported(grantType: string): boolean {
    return ['authorization_code', 'refresh_token', 'client_credentials'].includes(grantType)
  },

  clientMayUse(client: Client, grantType: string): boolean {
    return client.grantTypes.includes(grantType) && (grantType !== 'client_credentials' || client.secrets.length > 0)
  },

  resourceIsRefused(_resource: string): boolean {
    return true
  },

  /** The scopes of an app token; null: not for this client. RFC 6749 §4.4.2 */
  appScopes(client: Client, scope: string | undefined): readonly string[] | null {
    const asked = scope === undefined ? client.scopes : scope.split(' ').filter(Boolean)
    return asked.every((name) => client.scopes.includes(name)) ? asked : null
  },
}
