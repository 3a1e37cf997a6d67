import { obtainCodes } from './authorize.ts'
import { CONNECTIONS, type Operation } from './operation.ts'
import { exchangeRequest, refreshTokenOf } from './token-request.ts'

/** RFC 6749 §4.1.3 with PKCE: one code, one request, tokens in return. */
export const codeExchange: Operation = {
  name: 'code-exchange',
  title: 'code exchange',
  connections: CONNECTIONS,
  supply: 'prepared',
  async prepare(target, count) {
    const codes = await obtainCodes(target, count)
    const requests = codes.map(({ party, code }) => Buffer.from(exchangeRequest(party, code), 'latin1'))
    let turn = 0
    return {
      begin: () => requests[turn++] ?? null,
      proceed(_, answer) {
        refreshTokenOf('a code exchange', answer)
        return null
      },
    }
  },
}

/** Nobody to share a commit with: what a request costs a quiet server. */
export const codeExchangeAlone: Operation = {
  ...codeExchange,
  name: 'code-exchange-alone',
  title: 'code exchange, 1 connection',
  connections: 1,
}
