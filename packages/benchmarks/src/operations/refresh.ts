import type { Party } from '../contestants/party.ts'
import { obtainTokens } from './obtain-tokens.ts'
import { CONNECTIONS, type Operation } from './operation.ts'
import { refreshRequest, refreshTokenOf } from './token-request.ts'

interface Chain {
  readonly party: Party
  token: string
}

/** RFC 6749 §6 with rotation: each connection walks its own chains, from token to successor. */
export const refresh: Operation = {
  name: 'refresh',
  title: 'refresh',
  connections: CONNECTIONS,
  supply: 'endless',
  async prepare(target) {
    const { connections, parties } = target
    const obtained = await obtainTokens(target, Math.max(connections.length, parties.length))
    const chains: Chain[][] = connections.map(() => [])
    for (const [index, { party, refreshToken }] of obtained.entries())
      chains[index % chains.length]?.push({ party, token: refreshToken })
    const turns = connections.map(() => 0)

    const current = (connection: number): Chain => {
      const own = chains[connection] ?? []
      const chain = own[(turns[connection] ?? 0) % own.length]
      if (chain === undefined) throw new Error('a connection without a chain')
      return chain
    }
    return {
      begin(connection) {
        const { party, token } = current(connection)
        return refreshRequest(party, token)
      },
      proceed(connection, answer) {
        current(connection).token = refreshTokenOf('a refresh', answer)
        turns[connection] = (turns[connection] ?? 0) + 1
        return null
      },
    }
  },
}
