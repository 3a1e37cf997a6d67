import type { GrantStore } from './grant-store.ts'
import type { TokenSet } from './token-set.ts'

/** For scripts and tests: every grant is gone when the process ends, and with it every person's sign-in. */
export function memoryStore(): GrantStore {
  const grants = new Map<string, TokenSet>()

  return {
    load: async (grantId) => grants.get(grantId),
    async save(tokens) {
      if ((grants.get(tokens.grantId)?.version ?? 0) !== tokens.version - 1) return 'conflict'
      grants.set(tokens.grantId, tokens)
      return 'saved'
    },
    async end({ grantId, version }) {
      if (grants.get(grantId)?.version !== version) return 'conflict'
      grants.delete(grantId)
      return 'ended'
    },
  }
}
