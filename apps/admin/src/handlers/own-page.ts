const OWN_PAGE = /^\/tenants\/[a-z0-9-]{2,63}(?:\/[\w%.:~-]+)*$/

/** Where a person may be sent after signing in: a page of these by its form, never an address from outside. */
export function ownPage(path: string | null | undefined, tenant: string): string {
  return path != null && OWN_PAGE.test(path) ? path : `/tenants/${tenant}`
}
