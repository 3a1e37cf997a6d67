import type { Party } from '../contestants/party.ts'
import { runWindow } from '../load/run-window.ts'
import { obtainCodes } from './authorize.ts'
import type { Target } from './target.ts'
import { exchangeRequest, tokensOf } from './token-request.ts'

export interface ObtainedTokens {
  readonly party: Party
  readonly accessToken: string
  readonly refreshToken: string
}

/** Tokens of complete flows over HTTP, spread over the parties. */
export async function obtainTokens(target: Target, count: number): Promise<ObtainedTokens[]> {
  const codes = await obtainCodes(target, count)
  const obtained: ObtainedTokens[] = []
  const parties: Party[] = []
  let turn = 0
  await runWindow(
    target.connections,
    {
      begin(connection) {
        const issued = codes[turn++]
        if (issued === undefined) return null
        parties[connection] = issued.party
        return exchangeRequest(issued.party, issued.code)
      },
      proceed(connection, answer) {
        const party = parties[connection]
        if (party === undefined) throw new Error('an answer to nobody')
        const tokens = tokensOf('a code exchange', answer)
        obtained.push({ party, accessToken: tokens.access_token, refreshToken: tokens.refresh_token ?? '' })
        return null
      },
    },
    Infinity,
  )
  return obtained
}
