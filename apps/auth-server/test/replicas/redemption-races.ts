import { newVerifier, race, resultOf, tally, tokensOf, type Visitor } from '@identity-hub/contract-tests/visitor'
import { describe, expect, test } from 'vitest'
import type { ContractHub } from '../contract-target.ts'
import { present } from './present.ts'

const PARALLEL = 1_000
// More by hand: STORM_CODES=100
const CODES = Number(process.env['STORM_CODES'] ?? 2)

export function redemptionRaces({ target, hubs }: ContractHub, visitor: Visitor): void {
  const client = target.clients.firstParty

  describe('One code', () => {
    test(
      `presented ${PARALLEL} times at once works once, and what it brought dies, ${CODES} codes over`,
      { timeout: 30_000 * CODES },
      async () => {
        for (let at = 0; at < CODES; at += 1) {
          const authorization = await visitor.obtainCode(client)
          const answers = await race(PARALLEL, () => visitor.redeem(authorization))
          expect(tally(answers.map(resultOf)), `code ${at + 1}; the hubs complained: ${hubs.complaints()}`).toEqual({
            '200': 1,
            '400 invalid_grant': PARALLEL - 1,
          })
          const winner = answers.find(({ status }) => status === 200)
          const tokens = tokensOf(present(winner))
          expect(await visitor.isAlive(tokens.accessToken)).toBe(false)
          expect(resultOf(await visitor.refresh(client, tokens.refreshToken))).toBe('400 invalid_grant')
        }
      },
    )

    test(
      `redeemed first, and then presented ${PARALLEL - 1} times with wrong verifiers, leaves its tokens alive, ${CODES} codes over`,
      { timeout: 30_000 * CODES },
      async () => {
        for (let at = 0; at < CODES; at += 1) {
          const tokens = await visitor.obtainTokens(client)
          const answers = await race(PARALLEL - 1, () =>
            visitor.redeem({ ...tokens.authorization, verifier: newVerifier() }),
          )
          expect(tally(answers.map(resultOf)), `code ${at + 1}; the hubs complained: ${hubs.complaints()}`).toEqual({
            '400 invalid_grant': PARALLEL - 1,
          })
          expect(await visitor.isAlive(tokens.accessToken)).toBe(true)
          expect(resultOf(await visitor.refresh(client, tokens.refreshToken))).toBe('200')
        }
      },
    )
  })
}
