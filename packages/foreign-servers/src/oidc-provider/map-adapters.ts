import type { Adapter, AdapterFactory, AdapterPayload } from 'oidc-provider'

interface Entry {
  readonly payload: AdapterPayload
  readonly expiresAt: number
}

/**
 * Everything in Maps that only grow. The adapter that the library ships for development keeps the newest 1,000 entries
 * and then refuses codes and tokens that it gave out itself, so a run against it would judge that limit.
 */
export function mapAdapters(): AdapterFactory {
  const entries = new Map<string, Entry>()
  const byUid = new Map<string, string>()
  const byGrant = new Map<string, Set<string>>()

  const find = (key: string | undefined): AdapterPayload | undefined => {
    const entry = key === undefined ? undefined : entries.get(key)
    return entry !== undefined && entry.expiresAt > Date.now() ? entry.payload : undefined
  }

  return (model): Adapter => ({
    upsert: async (id, payload, expiresIn) => {
      const key = `${model}:${id}`
      entries.set(key, { payload, expiresAt: expiresIn ? Date.now() + expiresIn * 1000 : Infinity })
      if (payload.uid !== undefined) byUid.set(payload.uid, key)
      if (payload.grantId === undefined || model === 'Session' || model === 'Interaction') return
      byGrant.set(payload.grantId, (byGrant.get(payload.grantId) ?? new Set()).add(key))
    },
    find: async (id) => find(`${model}:${id}`),
    findByUid: async (uid) => find(byUid.get(uid)),
    findByUserCode: async () => undefined,
    consume: async (id) => {
      const payload = find(`${model}:${id}`)
      if (payload !== undefined) payload.consumed = Math.floor(Date.now() / 1000)
    },
    destroy: async (id) => void entries.delete(`${model}:${id}`),
    revokeByGrantId: async (grantId) => {
      for (const key of byGrant.get(grantId) ?? []) entries.delete(key)
      byGrant.delete(grantId)
    },
  })
}
