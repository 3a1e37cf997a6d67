import { quoted, type TenantStorage } from '@identity-hub/core'
import { nearest } from '../config/nearest.ts'
import { done, invalid, unknown, type Administration, type Result } from './administration.ts'

/** The storage of the tenant that was named. */
export async function findTenant({ hub }: Administration, slug: string): Promise<Result<TenantStorage>> {
  const opened = await hub.openTenant(slug)
  switch (opened.outcome) {
    case 'open':
      return done(opened.storage)
    case 'suspended':
      return invalid(`the tenant ${slug} is suspended, so nothing in it can be changed`)
    case 'unknown': {
      const slugs = (await hub.listTenants()).map((tenant) => tenant.slug)
      const meant = nearest(slug, slugs)
      return unknown('tenant', `there is no tenant ${quoted(slug)}${meant === null ? '' : `; did you mean ${meant}?`}`)
    }
  }
}
