import { authorizationRequest, codeOf } from './authorize.ts'
import { CONNECTIONS, type Operation } from './operation.ts'
import { partyOf } from './target.ts'
import { exchangeRequest, refreshTokenOf } from './token-request.ts'

interface Flow {
  readonly turn: number
  codeTaken: boolean
}

/**
 * From the authorization request to the tokens, of somebody who is signed in already: two requests, and no password
 * hash, which is the same for everybody and a hundred times as dear as all the rest.
 */
export const wholeFlow: Operation = {
  name: 'whole-flow',
  title: 'whole flow, signed in',
  connections: CONNECTIONS,
  supply: 'endless',
  prepare(target) {
    const requests = target.parties.map((party) => Buffer.from(authorizationRequest(party), 'latin1'))
    const flows: Flow[] = []
    let turn = 0
    return Promise.resolve({
      begin(connection) {
        flows[connection] = { turn, codeTaken: false }
        return requests[turn++ % requests.length] ?? null
      },
      proceed(connection, answer) {
        const flow = flows[connection]
        if (flow === undefined) throw new Error('an answer to nobody')
        if (!flow.codeTaken) {
          flow.codeTaken = true
          const party = partyOf(target, flow.turn)
          return exchangeRequest(party, codeOf(party, answer))
        }
        refreshTokenOf('a code exchange', answer)
        return null
      },
    })
  },
}
