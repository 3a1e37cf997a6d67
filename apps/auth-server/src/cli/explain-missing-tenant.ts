import { everyItem, ManagementError } from '@identity-hub/client/management'
import { quoted } from '@identity-hub/core'
import { nearest } from '../config/nearest.ts'
import type { Connection } from './connection/connection.ts'

/**
 * Why nothing is answered in a tenant, which from outside looks the same whether it is suspended or never was; null:
 * something is.
 */
export async function explainMissingTenant(connection: Connection, slug: string): Promise<string | null> {
  const client = connection.of(slug)
  if (await isThere(() => client.getPrincipal())) return null
  try {
    const found = await isThere(() => client.getTenant({ path: { slug } }))
    if (found) return `the tenant ${slug} is suspended, so nothing in it can be changed`
    return await noSuchTenant(connection, slug)
  } catch (error) {
    // Only administrators of the hub see which tenants there are.
    if (error instanceof ManagementError) return `there is no tenant ${quoted(slug)} that this profile reaches`
    throw error
  }
}

/** @throws ManagementError for whoever may not see tenants */
export async function noSuchTenant(connection: Connection, slug: string): Promise<string> {
  const slugs: string[] = []
  for await (const tenant of everyItem(connection.of(slug).listTenants, { limit: 200 })) slugs.push(tenant.slug)
  const meant = nearest(slug, slugs)
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
