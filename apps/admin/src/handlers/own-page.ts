const OWN_PAGE = /^\/tenants\/([a-z0-9-]{2,63})(?:\/[\w%.:~-]+)*$/

/** Where a person may be sent after signing in: a page of their tenant by its form, never an address from outside. */
export function ownPage(path: string | null | undefined, tenant: string): string {
  const [page, of] = OWN_PAGE.exec(path ?? '') ?? []
  return page !== undefined && (tenant === 'hub' || of === tenant) ? page : `/tenants/${tenant}`
}
