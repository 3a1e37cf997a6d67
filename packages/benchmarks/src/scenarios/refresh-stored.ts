import type { Load } from '../load/run-window.ts'
import { refreshRequest, refreshTokenOf } from '../operations/token-request.ts'
import type { StoredTokens } from './stored-tokens.ts'

/**
 * Refreshes tokens that are drawn uniformly, each in the place of its predecessor.
 * @param connections of which each has a token of its own in flight
 */
export function refreshStored(tokens: StoredTokens, connections: number): Load {
  if (tokens.count < 2 * connections)
    throw new Error(`${tokens.count} tokens are too few for ${connections} connections`)
  const inFlight = new Map<number, number>()
  const taken = new Set<number>()
  const draw = (): number => {
    for (;;) {
      const index = Math.floor(Math.random() * tokens.count)
      if (!taken.has(index)) return index
    }
  }
  return {
    begin(connection) {
      const index = draw()
      taken.add(index)
      inFlight.set(connection, index)
      return refreshRequest(tokens.partyOf(index), tokens.get(index))
    },
    proceed(connection, answer) {
      const index = inFlight.get(connection)
      if (index === undefined) throw new Error('an answer to nobody')
      tokens.set(index, refreshTokenOf('a refresh', answer))
      taken.delete(index)
      return null
    },
  }
}
