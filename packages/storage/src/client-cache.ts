import type { Client, Id } from '@identity-hub/core'

const MAX_KEPT = 2_000

export type ClientRevision = Pick<Client, 'id' | 'status' | 'epoch' | 'revision'>

export interface ClientCache {
  /** The client, if what is kept is what the database has now. */
  get(current: ClientRevision): Client | null
  keep(client: Client): Client
}

/**
 * Keeps clients that were read. Each lookup asks the database for the revision, which every change raises, also one by
 * another process: nothing that was committed stays unseen.
 */
export function createClientCache(): ClientCache {
  const kept = new Map<Id, Client>()
  return {
    get: (current) => {
      const known = kept.get(current.id)
      return known !== undefined && isCurrent(known, current) ? known : null
    },
    keep: (client) => {
      if (kept.size >= MAX_KEPT) kept.clear()
      kept.set(client.id, freeze(client))
      return client
    },
  }
}

const isCurrent = (known: Client, current: ClientRevision): boolean =>
  known.revision === current.revision && known.epoch === current.epoch && known.status === current.status

/** It is shared by everybody who asks. */
function freeze(client: Client): Client {
  for (const value of Object.values(client)) if (Array.isArray(value)) value.forEach(Object.freeze)
  Object.values(client).forEach(Object.freeze)
  return Object.freeze(client)
}
