import { wrongAnswer, type Answer } from '../load/answer.ts'
import { formRequest, getRequest } from '../load/request.ts'
import { obtainTokens, type ObtainedTokens } from './obtain-tokens.ts'
import { CONNECTIONS, type Operation } from './operation.ts'
import { authorizationOf } from './token-request.ts'

/** Looks at an access token: by the API that it opens, or by introspection, whichever the contestant has. */
export const apiCall: Operation = {
  name: 'api-call',
  title: 'API call with a token',
  connections: CONNECTIONS,
  supply: 'endless',
  async prepare(target) {
    const { connections, parties } = target
    const tokens = await obtainTokens(target, Math.max(connections.length, parties.length))
    const requests = tokens.map((token) => Buffer.from(requestWith(token), 'latin1'))
    let turn = 0
    return {
      begin: () => requests[turn++ % requests.length] ?? null,
      proceed(_, answer) {
        // An introspection of a dead token is a success, too.
        if (answer.status !== 200 || saysInactive(answer)) throw wrongAnswer('an API call', answer)
        return null
      },
    }
  },
}

function requestWith({ party, accessToken }: ObtainedTokens): string {
  const { kind, path } = party.api
  if (kind === 'bearer') return getRequest(path, { Authorization: `Bearer ${accessToken}`, Accept: 'application/json' })
  return formRequest(path, { token: accessToken }, { Authorization: authorizationOf(party) })
}

const INACTIVE = Buffer.from('"active":false', 'latin1')

const saysInactive = ({ body }: Answer): boolean => body.includes(INACTIVE)
