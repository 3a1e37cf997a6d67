import { isHubScope, type Account, type Client, type Scope, type Tenant } from '@identity-hub/core'
import { done, type Administration, type Result } from './administration.ts'
import { everyRow } from './every-row.ts'
import { findTenant } from './find-tenant.ts'

export async function listTenants({ hub }: Administration): Promise<Result<readonly Tenant[]>> {
  return done(await everyRow((page) => hub.listTenants(page)))
}

export async function listClients(administration: Administration, slug: string): Promise<Result<readonly Client[]>> {
  const tenant = await findTenant(administration, slug)
  return tenant.ok ? done(await everyRow((page) => tenant.value.listClients(page))) : tenant
}

/** Without those of the management API, which are the same everywhere. */
export async function listScopes(administration: Administration, slug: string): Promise<Result<readonly Scope[]>> {
  const tenant = await findTenant(administration, slug)
  if (!tenant.ok) return tenant
  const scopes = await everyRow((page) => tenant.value.listScopes(page))
  return done(scopes.filter(({ name }) => !isHubScope(name)))
}

export async function listUsers(administration: Administration, slug: string): Promise<Result<readonly Account[]>> {
  const tenant = await findTenant(administration, slug)
  return tenant.ok ? done(await everyRow((page) => tenant.value.listAccounts(page))) : tenant
}
