import type { OperationResponse } from '@identity-hub/koa-server'
import type { Context } from 'koa'
import type { Tenant } from '../state/tenant.ts'

export type Metadata = Extract<OperationResponse<'getAuthorizationServerMetadata'>, { status: 200 }>['body']

export const metadataRules = {
  /** RFC 8414 §2 */
  describe(issuer: string, tenant: Tenant): Metadata {
    return {
      issuer,
      authorization_endpoint: `${issuer}/oauth2/v1/auth`,
      token_endpoint: `${issuer}/oauth2/v1/token`,
      revocation_endpoint: `${issuer}/oauth2/v1/revoke`,
      revocation_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post', 'none'],
      introspection_endpoint: `${issuer}/oauth2/v1/introspect`,
      introspection_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
      scopes_supported: [...tenant.scopes.keys()],
      response_types_supported: ['code'],
      response_modes_supported: ['query'],
      grant_types_supported: ['authorization_code', 'refresh_token', 'client_credentials'],
      token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post', 'none'],
      code_challenge_methods_supported: ['S256'],
      authorization_response_iss_parameter_supported: true,
      ui_locales_supported: ['en'],
    }
  },

  /** No header of a request says who we are. */
  issuerInMetadata(issuer: string, _ctx: Context): string {
    return issuer
  },

  /** RFC 9110 §13.1.2: each of the list, weakly compared, or `*`. */
  isUnchanged(ifNoneMatch: string, etag: string): boolean {
    return ifNoneMatch.split(',').some((one) => ['*', etag].includes(one.trim().replace(/^W\//, '')))
  },
}
