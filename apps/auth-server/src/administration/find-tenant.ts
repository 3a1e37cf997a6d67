import { quoted, type HubStorage, type Tenant, type TenantStorage } from '@identity-hub/core'
import { nearest } from '../config/nearest.ts'
import { done, invalid, unknown, type Administration, type Result } from './administration.ts'
import { everyRow } from './every-row.ts'

/** The storage of the tenant that was named. */
export async function findTenant({ hub }: Administration, slug: string): Promise<Result<TenantStorage>> {
  const opened = await hub.openTenant(slug)
  switch (opened.outcome) {
    case 'open':
      return done(opened.storage)
    case 'suspended':
      return invalid(`the tenant ${slug} is suspended, so nothing in it can be changed`)
    case 'unknown': {
      const slugs = (await everyRow((page) => hub.listTenants(page))).map((tenant) => tenant.slug)
      const meant = nearest(slug, slugs)
      return unknown('tenant', `there is no tenant ${quoted(slug)}${meant === null ? '' : `; did you mean ${meant}?`}`)
    }
  }
}

/** The tenant that was named, also when it is suspended. */
export async function findAnyTenant(hub: HubStorage, slug: string): Promise<Result<Tenant>> {
  const opened = await hub.openTenant(slug)
  switch (opened.outcome) {
    case 'open':
      return done(opened.storage.tenant)
    case 'suspended':
      return done(opened.tenant)
    case 'unknown':
      return unknown('tenant', `there is no tenant ${quoted(slug)}`)
  }
}
