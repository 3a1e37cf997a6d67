import type { Id, Page, PageRequest, TenantStorage } from '@identity-hub/core'

/** A list of which only what is about one client is wanted; without that client there is nothing in it. */
export function listOfClient<Row>(
  storage: TenantStorage,
  clientId: string | undefined,
  list: (filter: PageRequest & { readonly client?: Id }) => Promise<Page<Row>>,
): (page: PageRequest) => Promise<Page<Row>> {
  return async (page) => {
    if (clientId === undefined) return list(page)
    const found = await storage.findClient(clientId)
    return found.outcome === 'found' ? list({ ...page, client: found.client.id }) : { rows: [], next: null }
  }
}
