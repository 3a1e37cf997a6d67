import type { Scope, TenantStorage } from '@identity-hub/core'

const MAX_KEPT = 200

/**
 * Keeps scopes that were read, for as long as the storage is bound: whatever changes what they require, or how long
 * their tokens live, raises the tenant's policy version, and the tenant is bound anew. One that did not exist is looked
 * for again.
 */
export function rememberScopes(read: TenantStorage['listScopesNamed']): TenantStorage['listScopesNamed'] {
  const kept = new Map<string, readonly Scope[]>()
  return async (names) => {
    // No name has a space in it. RFC 6749 §3.3
    const key = names.join(' ')
    const known = kept.get(key)
    if (known !== undefined) return known
    const found = await read(names)
    if (found.length < names.length) return found
    if (kept.size >= MAX_KEPT) kept.clear()
    kept.set(key, Object.freeze(found))
    return found
  }
}
