import type { Tenant } from '@identity-hub/core'

/** RFC 8414 §2. */
export function issuerOf(tenant: Pick<Tenant, 'issuer' | 'slug'>, origin: string): string {
  return tenant.issuer ?? `${origin}/${tenant.slug}`
}
