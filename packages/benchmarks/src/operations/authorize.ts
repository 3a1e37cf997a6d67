import { headerOf, wrongAnswer, type Answer } from '../load/answer.ts'
import { getRequest } from '../load/request.ts'
import { runWindow } from '../load/run-window.ts'
import type { Party } from '../contestants/party.ts'
import { partyOf, type Target } from './target.ts'

// RFC 7636 appendix B.
export const VERIFIER = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk'
const CHALLENGE = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM'

export interface IssuedCode {
  readonly party: Party
  readonly code: string
}

/** Of a client that needs no consent: for somebody who is signed in, no page comes in between. */
export function authorizationRequestPath({ authorizePath, clientId, redirectUri, scope }: Party): string {
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: clientId,
    redirect_uri: redirectUri,
    scope,
    state: 'af0ifjsldkj',
    code_challenge: CHALLENGE,
    code_challenge_method: 'S256',
  })
  return `${authorizePath}?${query.toString()}`
}

export function authorizationRequest(party: Party): string {
  return getRequest(authorizationRequestPath(party), { Cookie: party.cookie, Accept: 'text/html' })
}

const CODE = /[?&]code=([^&]+)/

/** The code in the redirect to the client. */
export function codeOf({ redirectUri }: Party, answer: Answer): string {
  const location = headerOf(answer, 'location') ?? ''
  const code = location.startsWith(redirectUri) ? CODE.exec(location)?.[1] : undefined
  if (code === undefined) throw wrongAnswer(`the authorization request (Location: ${location})`, answer)
  return decodeURIComponent(code)
}

/** Codes from the real authorization endpoint, spread over the parties. */
export async function obtainCodes(target: Target, count: number): Promise<readonly IssuedCode[]> {
  const requests = target.parties.map((party) => Buffer.from(authorizationRequest(party), 'latin1'))
  const asked: Party[] = []
  const codes: IssuedCode[] = []
  let turn = 0
  await runWindow(
    target.connections,
    {
      begin(connection) {
        if (turn >= count) return null
        asked[connection] = partyOf(target, turn)
        const request = requests[turn % requests.length] ?? null
        turn += 1
        return request
      },
      proceed(connection, answer) {
        const party = asked[connection]
        if (party === undefined) throw new Error('an answer to nobody')
        codes.push({ party, code: codeOf(party, answer) })
        return null
      },
    },
    Infinity,
  )
  return codes
}
