import type { Client, ClientSecret, ClientVerbs, Id } from '@identity-hub/core'

/** What becomes of a client's secrets when a new one comes: the instant at which each ends; null: at once. */
export function endSecrets(
  client: Client,
  { now, previousExpireAt }: Pick<Parameters<ClientVerbs['rotateClientSecret']>[0], 'now' | 'previousExpireAt'>,
): { readonly id: Id; readonly endsAt: number | null }[] {
  const live = client.secrets.filter((secret) => isLive(secret, now))
  // Two alive at most, and one of them is the new one.
  const previous = live.toSorted((a, b) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1)).at(-1)
  return client.secrets.map(({ id, expiresAt }) => {
    const endsAt = Math.min(expiresAt ?? Infinity, previousExpireAt)
    return { id, endsAt: id === previous?.id && endsAt > now ? endsAt : null }
  })
}

/** Whether a confidential client would be left without one that works. */
export const isLastSecret = ({ authMethods, secrets }: Client, secretId: Id, now: number): boolean =>
  authMethods.some((method) => method !== 'none') &&
  !secrets.some((secret) => secret.id !== secretId && isLive(secret, now))

const isLive = ({ expiresAt }: ClientSecret, now: number): boolean => expiresAt === null || expiresAt > now
