import type { AuthorizationServerMetadata } from '@identity-hub/api-types'

/** The tenant's metadata. RFC 8414 §2, RFC 9207 §3. */
export function describeAuthorizationServer(
  issuer: string,
  scopes: readonly string[],
  uiLocales: readonly string[],
): AuthorizationServerMetadata {
  return {
    issuer,
    authorization_endpoint: `${issuer}/oauth2/v1/auth`,
    token_endpoint: `${issuer}/oauth2/v1/token`,
    scopes_supported: [...scopes],
    response_types_supported: ['code'],
    response_modes_supported: ['query'],
    grant_types_supported: ['authorization_code', 'refresh_token', 'client_credentials'],
    token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post', 'none'],
    revocation_endpoint: `${issuer}/oauth2/v1/revoke`,
    revocation_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post', 'none'],
    introspection_endpoint: `${issuer}/oauth2/v1/introspect`,
    introspection_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
    code_challenge_methods_supported: ['S256'],
    authorization_response_iss_parameter_supported: true,
    ui_locales_supported: [...uiLocales],
  }
}
