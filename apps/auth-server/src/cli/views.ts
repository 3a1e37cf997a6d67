import type * as wire from '@identity-hub/api-types/management'

/** Records as `--json` has shown them since before there was an API. */
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
  readonly type: wire.Client['type']
  readonly redirect_uris: readonly string[]
  /** Delimited by spaces, as in RFC 7591 §2. */
  readonly scope: string
  readonly grant_types: wire.Client['grant_types']
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

export function viewTenant({ slug, name, issuer, status, access_token_in_query: inQuery }: wire.Tenant): TenantView {
  return { slug, name, issuer, suspended: status === 'suspended', ...(inQuery && { access_token_in_query: true }) }
}

export function viewClient(client: wire.Client, issuedSecret?: string): ClientView {
  return {
    client_id: client.client_id,
    ...(issuedSecret !== undefined && { client_secret: issuedSecret }),
    name: client.name,
    type: client.type,
    redirect_uris: client.redirect_uris,
    scope: client.scopes.map(({ name }) => name).join(' '),
    grant_types: client.grant_types,
    disabled: client.status === 'disabled',
  }
}

export function viewUser(user: wire.User): UserView {
  return { id: user.id, email: emailOf(user), name: user.name, blocked: user.status !== 'active' }
}

/** What a person is called in sentences: their address, or what they sign in with. */
export function emailOf({ email, user_name: userName }: Pick<wire.User, 'email' | 'user_name'>): string {
  return email ?? userName
}

export function viewScope(scope: wire.Scope): ScopeView {
  return { name: scope.name, description: textOf(scope.description), required_roles: scope.required_roles }
}

function textOf(texts: wire.Scope['description']): string {
  return texts['en'] ?? Object.values(texts)[0] ?? ''
}
