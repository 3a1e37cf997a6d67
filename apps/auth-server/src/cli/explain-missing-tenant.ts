import { everyItem, ManagementError } from '@identity-hub/client/management'
import { HUB_TENANT, quoted } from '@identity-hub/core'
import { nearest } from '../config/nearest.ts'
import type { Connection } from './connection/connection.ts'
import { Refused } from './refused.ts'

/**
 * Why nothing is answered in a tenant, which from outside looks the same whether it is suspended or never was; null:
 * something is.
 */
export async function explainMissingTenant(connection: Connection, slug: string): Promise<Refused | null> {
  const client = connection.of(slug)
  if (await isThere(() => client.getPrincipal())) return null
  try {
    const found = await isThere(() => client.getTenant({ path: { slug } }))
    if (found) return new Refused(`the tenant ${slug} is suspended, so nothing in it can be changed`)
    return new Refused(await noSuchTenant(connection, slug))
  } catch (error) {
    // Only administrators of the hub see which tenants there are.
    if (error instanceof ManagementError)
      return outOfReach(connection, slug) ?? new Refused(`there is no tenant ${quoted(slug)}`)
    throw error
  }
}

/** What the token of one tenant is told of any other, whether there is one or not; null: it is not one of those. */
export function outOfReach({ home }: Connection, slug: string): Refused | null {
  if (home === null || home.tenant === HUB_TENANT || home.tenant === slug) return null
  const how = `to reach others, sign in at the tenant ${HUB_TENANT}: hub login --hub ${home.origin}`
  return new Refused(`this profile is of the tenant ${home.tenant} alone; ${how}`)
}

/** @throws ManagementError for whoever may not see tenants */
export async function noSuchTenant(connection: Connection, slug: string): Promise<string> {
  const slugs: string[] = []
  for await (const tenant of everyItem(connection.of(slug).listTenants, { limit: 200 })) slugs.push(tenant.slug)
  if (slugs.length === 0 && connection.isLocal)
    return `there is no tenant ${quoted(slug)}, nor any other: make it first, or name another database with HUB_DATABASE_URL`
  // Slugs are lower-case letters.
  const meant = nearest(slug.toLowerCase(), slugs)
  const known = meant === null ? '; hub tenant list shows what there is' : `; did you mean ${meant}?`
  return `there is no tenant ${quoted(slug)}${known}`
}

async function isThere(ask: () => Promise<unknown>): Promise<boolean> {
  try {
    await ask()
    return true
  } catch (error) {
    if (error instanceof ManagementError && error.code === 'not_found') return false
    throw error
  }
}
