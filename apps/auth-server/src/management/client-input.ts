import type * as wire from '@identity-hub/api-types/management'
import type { ClientLifetimes, ClientSettingsInput } from '@identity-hub/core'

/** Members of the wire as registration checks them; what is left out stays out. */
export function clientInputOf(body: wire.ClientChanges): Partial<ClientSettingsInput> {
  return {
    ...(body.name !== undefined && { name: body.name }),
    ...(body.first_party !== undefined && { firstParty: body.first_party }),
    ...(body.redirect_uris !== undefined && { redirectUris: body.redirect_uris }),
    ...(body.scopes !== undefined && { scopes: body.scopes }),
    ...(body.grant_types !== undefined && { grantTypes: body.grant_types }),
    ...(body.token_endpoint_auth_methods !== undefined && { authMethods: body.token_endpoint_auth_methods }),
    ...(body.pkce !== undefined && { pkce: body.pkce }),
    ...(body.allowed_origins !== undefined && { allowedOrigins: body.allowed_origins }),
    ...(body.required_role !== undefined && { requiredRole: body.required_role }),
    lifetimes: lifetimesOf(body),
  }
}

function lifetimesOf(body: wire.ClientChanges): Partial<ClientLifetimes> {
  return {
    ...(body.code_seconds !== undefined && { codeSeconds: body.code_seconds }),
    ...(body.access_token_seconds !== undefined && { accessTokenSeconds: body.access_token_seconds }),
    ...(body.refresh_idle_seconds !== undefined && { refreshIdleSeconds: body.refresh_idle_seconds }),
    ...(body.refresh_absolute_seconds !== undefined && { refreshAbsoluteSeconds: body.refresh_absolute_seconds }),
    ...(body.retry_window_seconds !== undefined && { retryWindowSeconds: body.retry_window_seconds }),
  }
}
