import { HUB_TENANT } from '@identity-hub/core'
import { done, type Administration, type Result } from './administration.ts'
import { makeTenant } from './create-tenant.ts'
import { ensureCliClient } from './ensure-cli-client.ts'
import { findTenant } from './find-tenant.ts'

/**
 * The tenant whose people administer the hub, with the client of the command line; made by whoever comes first. true: the
 * tenant was made just now.
 */
export async function ensureHubTenant(administration: Administration): Promise<Result<boolean>> {
  const tenant = await ensureTenant(administration)
  if (!tenant.ok) return tenant
  const client = await ensureCliClient(administration)
  return client.ok ? tenant : client
}

async function ensureTenant(administration: Administration): Promise<Result<boolean>> {
  const found = await administration.hub.openTenant(HUB_TENANT)
  if (found.outcome === 'open') return done(false)
  const made = await makeTenant(administration, { slug: HUB_TENANT, name: 'Identity Hub' })
  if (made.ok) return done(true)
  // Another process was faster.
  const opened = await findTenant(administration, HUB_TENANT)
  return opened.ok ? done(false) : opened
}
