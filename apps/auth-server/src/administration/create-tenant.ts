import { builtInScopes, checkDisplayName, checkTenantSlug, newId, type Tenant } from '@identity-hub/core'
import { administrativeEvent, done, exists, invalid, type Administration, type Result } from './administration.ts'

/** A tenant with the built-in scopes. */
export async function createTenant(
  administration: Administration,
  input: { readonly slug: string; readonly name: string },
): Promise<Result<Tenant>> {
  const slug = checkTenantSlug(input.slug)
  if (!slug.ok) return invalid(slug.problem)
  const name = checkDisplayName(input.name)
  if (!name.ok) return invalid(name.problem)

  const now = administration.now()
  const created = await administration.hub.createTenant({
    tenant: { id: newId(now, administration.random), slug: slug.value, name: name.value, issuer: null, locale: 'en' },
    scopes: builtInScopes,
    now,
    events: [administrativeEvent(administration, 'tenant.created', { slug: slug.value })],
  })
  return created.outcome === 'created'
    ? done(created.tenant)
    : exists(`the tenant ${slug.value} is there already; choose another slug`)
}
