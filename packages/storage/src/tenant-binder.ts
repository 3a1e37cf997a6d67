import type { Tenant, TenantStorage } from '@identity-hub/core'

const MAX_KEPT = 1_000

/** Binds storages to tenants, and keeps them: the row is read at each request, and only a changed one is bound anew. */
export function createTenantBinder(bind: (tenant: Tenant) => TenantStorage): (tenant: Tenant) => TenantStorage {
  const bound = new Map<string, TenantStorage>()
  return (tenant) => {
    const kept = bound.get(tenant.id)
    if (kept !== undefined && isSame(kept.tenant, tenant)) return kept
    if (bound.size >= MAX_KEPT) bound.clear()
    const storage = bind(Object.freeze({ ...tenant }))
    bound.set(tenant.id, storage)
    return storage
  }
}

const isSame = (a: Tenant, b: Tenant): boolean =>
  a.epoch === b.epoch &&
  a.policyVersion === b.policyVersion &&
  a.status === b.status &&
  a.revision === b.revision &&
  a.name === b.name &&
  a.locale === b.locale &&
  a.issuer === b.issuer &&
  a.slug === b.slug &&
  a.accessTokenInQuery === b.accessTokenInQuery
