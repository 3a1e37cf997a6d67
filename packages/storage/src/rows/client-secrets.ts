import type { AdministrationVerbs, Client, Id } from '@identity-hub/core'

/** What becomes of a client's secrets when a new one comes: the instant at which each ends; null: at once. */
export function endSecrets(
  client: Client,
  { now, previousExpireAt }: Pick<Parameters<AdministrationVerbs['rotateClientSecret']>[0], 'now' | 'previousExpireAt'>,
): { readonly id: Id; readonly endsAt: number | null }[] {
  const live = client.secrets.filter(({ expiresAt }) => expiresAt === null || expiresAt > now)
  // Two alive at most, and one of them is the new one.
  const previous = live.toSorted((a, b) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1)).at(-1)
  return client.secrets.map(({ id, expiresAt }) => {
    const endsAt = Math.min(expiresAt ?? Infinity, previousExpireAt)
    return { id, endsAt: id === previous?.id && endsAt > now ? endsAt : null }
  })
}
