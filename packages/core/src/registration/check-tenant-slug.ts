import { accepted, refused, type Checked } from './checked.ts'
import { oneOf, quoted } from './quoted.ts'

// Paths that the hub itself uses or may use one day: a tenant by that name would stand in their way for good.
const reserved: ReadonlySet<string> = new Set([
  'admin',
  'api',
  'assets',
  'health',
  'hub',
  'metrics',
  'oauth2',
  'static',
  'well-known',
])

/** The first segment of a tenant's paths and the end of its issuer: it can never be changed or given again. */
export function checkTenantSlug(slug: string): Checked<string> {
  if (slug.length < 2 || slug.length > 63)
    return refused(`a slug has 2 to 63 characters, and ${quoted(slug)} has ${slug.length}; write one such as acme`)
  if (!/^[a-z0-9](?:-?[a-z0-9])*$/.test(slug))
    return refused(
      `${quoted(slug)} is not a slug; write lower-case letters a to z and digits, with single hyphens between them, such as acme-labs`,
    )
  if (reserved.has(slug))
    return refused(`${quoted(slug)} is kept for the hub itself; choose another slug than ${oneOf([...reserved])}`)
  return accepted(slug)
}
