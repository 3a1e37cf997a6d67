import type { Client, Scope } from '../storage/records.ts'

export type TokenLifetimes = Pick<Client, 'accessTokenSeconds' | 'refreshIdleSeconds'>

/**
 * What the client says of its tokens, unless one of their scopes wants a shorter life of access tokens: the shortest wins.
 * @param known records of the named scopes, perhaps of others too
 */
export function tokenLifetimes(
  { accessTokenSeconds, refreshIdleSeconds }: TokenLifetimes,
  names: readonly string[],
  known: readonly Pick<Scope, 'name' | 'accessTokenSeconds'>[],
): TokenLifetimes {
  let shortest = accessTokenSeconds
  for (const { name, accessTokenSeconds: own } of known)
    if (own !== null && own < shortest && names.includes(name)) shortest = own
  return { accessTokenSeconds: shortest, refreshIdleSeconds }
}
