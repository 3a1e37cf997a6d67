import type * as wire from '@identity-hub/api-types/management'

/** For people. */
export function describeClient(client: wire.Client) {
  return {
    client_id: client.client_id,
    name: client.name,
    type: client.type,
    status: client.status,
    'first party': client.first_party,
    'redirect URIs': client.redirect_uris,
    scopes: client.scopes.map(({ name, assignment }) => (assignment === 'automatic' ? `${name} (automatic)` : name)),
    'grant types': client.grant_types,
    'authentication methods': client.token_endpoint_auth_methods,
    PKCE: client.pkce,
    'allowed origins': client.allowed_origins,
    'requires role': client.required_role,
    'code lives': `${client.code_seconds} s`,
    'access token lives': `${client.access_token_seconds} s`,
    'refresh token lives': `${client.refresh_idle_seconds} s unused, ${client.refresh_absolute_seconds} s at most`,
    'retry window': `${client.retry_window_seconds} s`,
    created: client.created_at,
  }
}
