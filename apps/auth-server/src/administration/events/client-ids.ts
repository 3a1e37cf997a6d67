import type { HubEvent, Id, TenantStorage } from '@identity-hub/core'

const MOST_REMEMBERED = 10_000

/** What clients are known by on the wire. It never changes, so what was read once is kept. */
export class ClientIds {
  readonly #clientIds = new Map<Id, string>()

  /** Of the tenant's clients that events are about, by record id; also of those that were deleted. */
  async ofEvents(storage: TenantStorage, events: readonly HubEvent[]): Promise<ReadonlyMap<Id, string>> {
    const ids = new Set(events.flatMap(({ client }) => (client === null ? [] : [client])))
    const found = new Map<Id, string>()
    const missing: Id[] = []
    for (const id of ids) {
      const clientId = this.#clientIds.get(keyOf(storage, id))
      if (clientId === undefined) missing.push(id)
      else found.set(id, clientId)
    }
    if (missing.length === 0) return found
    if (this.#clientIds.size + missing.length > MOST_REMEMBERED) this.#clientIds.clear()
    for (const { id, clientId } of await storage.nameClients(missing)) {
      this.#clientIds.set(keyOf(storage, id), clientId)
      found.set(id, clientId)
    }
    return found
  }
}

// No tenant is told of another one's.
function keyOf({ tenant }: TenantStorage, id: Id): string {
  return `${tenant.id} ${id}`
}
