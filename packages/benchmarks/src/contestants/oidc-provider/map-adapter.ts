import type { Adapter, AdapterFactory, AdapterPayload } from 'oidc-provider'
import { grantable } from './grantable.ts'

interface Entry {
  readonly payload: AdapterPayload
  readonly expiresAt: number
}

/**
 * Everything in Maps that only grow. The adapter that the library ships for development keeps the newest 1,000 entries
 * and then refuses codes and tokens that it gave out itself, so it cannot be measured.
 */
export function mapAdapters(): AdapterFactory {
  const entries = new Map<string, Entry>()
  const byUid = new Map<string, string>()
  const byGrant = new Map<string, Set<string>>()

  const find = (key: string | undefined): AdapterPayload | undefined => {
    const entry = key === undefined ? undefined : entries.get(key)
    return entry !== undefined && entry.expiresAt > Date.now() ? entry.payload : undefined
  }

  return (model): Adapter => {
    const keyOf = (id: string): string => `${model}:${id}`
    return {
      upsert: async (id, payload, expiresIn) => {
        const key = keyOf(id)
        entries.set(key, { payload, expiresAt: expiresAtOf(expiresIn) })
        if (payload.uid !== undefined) byUid.set(payload.uid, key)
        if (payload.grantId !== undefined && grantable.has(model)) addTo(byGrant, payload.grantId, key)
      },
      find: async (id) => find(keyOf(id)),
      findByUid: async (uid) => find(byUid.get(uid)),
      findByUserCode: async () => undefined,
      consume: async (id) => {
        const payload = find(keyOf(id))
        if (payload !== undefined) payload.consumed = Math.floor(Date.now() / 1000)
      },
      destroy: async (id) => void entries.delete(keyOf(id)),
      revokeByGrantId: async (grantId) => {
        for (const key of byGrant.get(grantId) ?? []) entries.delete(key)
        byGrant.delete(grantId)
      },
    }
  }
}

const expiresAtOf = (expiresIn: number | undefined): number => (expiresIn ? Date.now() + expiresIn * 1000 : Infinity)

function addTo(sets: Map<string, Set<string>>, name: string, member: string): void {
  const members = sets.get(name)
  if (members === undefined) sets.set(name, new Set([member]))
  else members.add(member)
}
