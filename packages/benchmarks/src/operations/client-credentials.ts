import { CONNECTIONS, type Operation } from './operation.ts'
import { clientCredentialsRequest, tokensOf } from './token-request.ts'

/** RFC 6749 §4.4. */
export const clientCredentials: Operation = {
  name: 'client-credentials',
  title: 'client credentials',
  connections: CONNECTIONS,
  supply: 'endless',
  prepare({ parties }) {
    const requests = parties.map((party) => Buffer.from(clientCredentialsRequest(party), 'latin1'))
    let turn = 0
    return Promise.resolve({
      begin: () => requests[turn++ % requests.length] ?? null,
      proceed(_, answer) {
        tokensOf('a client credentials request', answer)
        return null
      },
    })
  },
}
