import type { Account, Client, Scope, Tenant } from '@identity-hub/core'
import { done, type Administration, type Result } from './administration.ts'
import { findTenant } from './find-tenant.ts'

export async function listTenants({ hub }: Administration): Promise<Result<readonly Tenant[]>> {
  return done(await hub.listTenants())
}

export async function listClients(administration: Administration, slug: string): Promise<Result<readonly Client[]>> {
  const tenant = await findTenant(administration, slug)
  return tenant.ok ? done(await tenant.value.listClients()) : tenant
}

export async function listScopes(administration: Administration, slug: string): Promise<Result<readonly Scope[]>> {
  const tenant = await findTenant(administration, slug)
  return tenant.ok ? done(await tenant.value.listScopes()) : tenant
}

export async function listUsers(administration: Administration, slug: string): Promise<Result<readonly Account[]>> {
  const tenant = await findTenant(administration, slug)
  return tenant.ok ? done(await tenant.value.listAccounts()) : tenant
}
