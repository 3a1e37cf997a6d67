import type { Account, Client, Scope, Tenant } from '@identity-hub/core'

/** Records as administrators see them on the wire and with `--json`. Never a hash, and a secret only when it is new. */
export interface TenantView {
  readonly slug: string
  readonly name: string
  readonly issuer: string
  readonly suspended: boolean
  /** There when it is switched on. */
  readonly access_token_in_query?: true
}

export interface ClientView {
  readonly client_id: string
  readonly client_secret?: string
  readonly name: string
  readonly type: Client['type']
  readonly redirect_uris: readonly string[]
  /** Delimited by spaces, as in RFC 7591 §2. */
  readonly scope: string
  readonly grant_types: Client['grantTypes']
  readonly disabled: boolean
}

export interface UserView {
  readonly id: string
  readonly email: string
  readonly name: string
  readonly blocked: boolean
}

export interface ScopeView {
  readonly name: string
  readonly description: string
  readonly required_roles: readonly string[]
}

export function viewTenant(tenant: Tenant, origin: string): TenantView {
  return {
    slug: tenant.slug,
    name: tenant.name,
    issuer: issuerOf(tenant, origin),
    suspended: tenant.status === 'suspended',
    ...(tenant.accessTokenInQuery && { access_token_in_query: true }),
  }
}

/** RFC 8414 §2. */
export function issuerOf(tenant: Tenant, origin: string): string {
  return tenant.issuer ?? `${origin}/${tenant.slug}`
}

export function viewClient(client: Client, issuedSecret: string | null = null): ClientView {
  return {
    client_id: client.clientId,
    ...(issuedSecret !== null && { client_secret: issuedSecret }),
    name: client.name,
    type: client.type,
    redirect_uris: client.redirectUris,
    scope: client.scopes.map(({ name }) => name).join(' '),
    grant_types: client.grantTypes,
    disabled: client.status === 'disabled',
  }
}

export function viewUser(account: Account): UserView {
  return {
    id: account.id,
    email: account.emailAddress ?? account.userName,
    name: account.displayName,
    blocked: account.status !== 'active',
  }
}

export function viewScope(scope: Scope): ScopeView {
  return {
    name: scope.name,
    description: scope.description['en'] ?? Object.values(scope.description)[0] ?? '',
    required_roles: scope.requiredRoles,
  }
}
