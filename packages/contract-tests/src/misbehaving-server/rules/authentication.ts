import { createHash, timingSafeEqual } from 'node:crypto'
import type { LooseParameters } from '@identity-hub/koa-server'
import type { AuthMethod, Client } from '../state/records.ts'
import type { Tenant } from '../state/tenant.ts'

/** What a token request says about who sends it. RFC 6749 §2.3.1 */
export type PresentedCredentials =
  | {
      readonly kind: 'presented'
      readonly clientId: string
      readonly secret: string | null
      readonly method: AuthMethod
    }
  | { readonly kind: 'invalid_client' }
  | { readonly kind: 'invalid_request' }

const digest = (value: string) => createHash('sha256').update(value).digest()
const text = (value: string | string[] | undefined) => (typeof value === 'string' ? value : undefined)

export const authenticationRules = {
  readCredentials(authorization: string | undefined, body: LooseParameters): PresentedCredentials {
    if (authorization !== undefined) {
      const basic = this.readBasic(authorization)
      if (basic === null) return { kind: 'invalid_client' }
      if (!this.allowsSecondMethod() && (body['client_secret'] !== undefined || body['client_assertion'] !== undefined))
        return { kind: 'invalid_request' }
      const named = text(body['client_id'])
      if (named !== undefined && named !== basic.clientId) return { kind: 'invalid_request' }
      return { kind: 'presented', ...basic, method: 'client_secret_basic' }
    }
    const clientId = text(body['client_id'])
    if (clientId === undefined || body['client_assertion'] !== undefined) return { kind: 'invalid_client' }
    const secret = text(body['client_secret']) ?? null
    return { kind: 'presented', clientId, secret, method: secret === null ? 'none' : 'client_secret_post' }
  },

  /** Two methods in one request are refused. RFC 6749 §2.3 */
  allowsSecondMethod(): boolean {
    return false
  },

  /** The pair of an `Authorization: Basic`, form-urldecoded; null: it is malformed. */
  readBasic(authorization: string): { clientId: string; secret: string } | null {
    const [, encoded = ''] = this.basicPattern().exec(authorization) ?? []
    const pair = Buffer.from(encoded, 'base64').toString()
    const colon = pair.indexOf(':')
    if (encoded === '' || colon < 1) return null
    const [clientId, secret] = [pair.slice(0, colon), pair.slice(colon + 1)].map((part) => this.decodeCredential(part))
    return clientId === null || clientId === undefined || secret === null || secret === undefined
      ? null
      : { clientId, secret }
  },

  basicPattern(): RegExp {
    return /^basic +([A-Za-z0-9+/]+={0,2})$/i
  },

  decodeCredential(part: string): string | null {
    try {
      return decodeURIComponent(part.replaceAll('+', ' '))
    } catch {
      return null
    }
  },

  /** The client, when what it presented proves who it is; null: it does not, however that came. */
  authenticate(tenant: Tenant, presented: Extract<PresentedCredentials, { kind: 'presented' }>): Client | null {
    const client = tenant.clients.get(presented.clientId)
    const proven = this.secretFits(client?.secrets ?? [], presented.secret)
    if (client === undefined || !this.methodIsRegistered(client, presented.method)) return null
    return proven ? client : null
  },

  methodIsRegistered(client: Client, method: AuthMethod): boolean {
    return client.authMethods.includes(method)
  },

  /** No secret is the right one where none is registered. Takes as long whichever differs. */
  secretFits(secrets: readonly string[], presented: string | null): boolean {
    if (secrets.length === 0 && presented === null) return true
    const given = digest(presented ?? '')
    const equal = [...secrets, ''].map((secret) => timingSafeEqual(digest(secret), given))
    return presented !== null && presented !== '' && equal.slice(0, secrets.length).includes(true)
  },
}
