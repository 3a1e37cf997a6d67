import type * as wire from '@identity-hub/api-types/management'
import { isHubRole, type Client, type ClientSecret, type Scope, type Tenant } from '@identity-hub/core'
import type { KnownRole } from '../administration/roles/find-role.ts'
import { isBuiltInScope } from '../administration/scopes/find-scope.ts'
import { issuerOf } from '../administration/issuer-of.ts'

/** Records as the management API shows them. Never a hash, and a secret only when it is new. */

/** RFC 3339, UTC. */
export function instant(at: number): string {
  return new Date(at).toISOString()
}

export function instantOrNull(at: number | null): string | null {
  return at === null ? null : instant(at)
}

export function viewTenant(tenant: Tenant, origin: string): wire.Tenant {
  return {
    slug: tenant.slug,
    name: tenant.name,
    issuer: issuerOf(tenant, origin),
    status: tenant.status,
    locale: tenant.locale,
    rights_change: tenant.rightsChange,
    event_retention_days: tenant.eventRetentionDays,
    truncate_addresses: tenant.truncateAddresses,
    access_token_in_query: tenant.accessTokenInQuery,
  }
}

export function viewClient(client: Client): wire.Client {
  return {
    client_id: client.clientId,
    name: client.name,
    type: client.type,
    status: client.status,
    registered_by: client.registeredBy,
    first_party: client.firstParty,
    redirect_uris: [...client.redirectUris],
    scopes: client.scopes.map(({ name, assignment }) => ({ name, assignment })),
    grant_types: [...client.grantTypes],
    token_endpoint_auth_methods: [...client.authMethods],
    pkce: client.pkce,
    allowed_origins: [...client.allowedOrigins],
    required_role: client.requiredRole,
    code_seconds: client.codeSeconds,
    access_token_seconds: client.accessTokenSeconds,
    refresh_idle_seconds: client.refreshIdleSeconds,
    refresh_absolute_seconds: client.refreshAbsoluteSeconds,
    retry_window_seconds: client.retryWindowSeconds,
    created_at: instant(client.createdAt),
  }
}

export function viewSecret({ id, createdAt, expiresAt }: ClientSecret): wire.Secret {
  return { id, created_at: instant(createdAt), expires_at: instantOrNull(expiresAt) }
}

export function viewScope(scope: Scope): wire.Scope {
  const { requiredClaim } = scope
  return {
    name: scope.name,
    built_in: isBuiltInScope(scope.name),
    description: { ...scope.description },
    required_roles: [...scope.requiredRoles],
    required_claim: requiredClaim === null ? null : { name: requiredClaim.name, value: requiredClaim.value },
    access_token_seconds: scope.accessTokenSeconds,
  }
}

export function viewRole({ name, description, createdAt }: KnownRole): wire.Role {
  return { name, built_in: isHubRole(name), description, created_at: instantOrNull(createdAt) }
}
