import { race, resultOf, tally, tokensOf, type Visitor } from '@identity-hub/contract-tests/visitor'
import { describe, expect, test } from 'vitest'
import type { ContractHub } from '../contract-target.ts'
import { present } from './present.ts'

const PARALLEL = 200
// More by hand: REFRESH_RACES=50
const ROUNDS = Number(process.env['REFRESH_RACES'] ?? 2)

export function refreshRaces({ target, hubs }: ContractHub, visitor: Visitor): void {
  const { admin, clients } = target
  const client = clients.firstParty
  const strict = present(clients.strictRefresh)

  /** Refreshes all at once, which gives all the same tokens, and answers them. */
  async function refreshAtOnce(refreshToken: string) {
    const answers = await race(PARALLEL, () => visitor.refresh(client, refreshToken))
    expect(tally(answers.map(resultOf)), `the hubs complained: ${hubs.complaints()}`).toEqual({ '200': PARALLEL })
    const pairs = answers.map(tokensOf)
    const first = present(pairs[0])
    for (const { accessToken, refreshToken: successor } of pairs)
      expect([accessToken, successor]).toEqual([first.accessToken, first.refreshToken])
    return first
  }

  const timeout = 20_000 * ROUNDS
  describe('One refresh token', () => {
    test(
      `of a strict client, presented ${PARALLEL} times at once, works once, and no token of the grant is alive afterwards, ${ROUNDS} times`,
      { timeout },
      async () => {
        for (let round = 0; round < ROUNDS; round += 1) {
          const first = await visitor.obtainTokens(strict)
          const answers = await race(PARALLEL, () => visitor.refresh(strict, first.refreshToken))
          expect(tally(answers.map(resultOf)), `the hubs complained: ${hubs.complaints()}`).toEqual({
            '200': 1,
            '400 invalid_grant': PARALLEL - 1,
          })
          const winner = tokensOf(present(answers.find(({ status }) => status === 200)))
          for (const { accessToken, refreshToken } of [first, winner]) {
            expect(await visitor.isAlive(accessToken)).toBe(false)
            expect(resultOf(await visitor.refresh(strict, refreshToken))).toBe('400 invalid_grant')
          }
        }
      },
    )

    test(
      `within the retry window, presented ${PARALLEL} times at once, has one successor, and every answer is the same, ${ROUNDS} times`,
      { timeout },
      async () => {
        for (let round = 0; round < ROUNDS; round += 1) {
          const { refreshToken } = await visitor.obtainTokens(client)
          const next = await refreshAtOnce(refreshToken)
          expect(await visitor.isAlive(next.accessToken)).toBe(true)
          const last = tokensOf(await visitor.refresh(client, next.refreshToken))
          // The successor was used, so nobody waits for its answer any more: this is a replay.
          expect(resultOf(await visitor.refresh(client, refreshToken))).toBe('400 invalid_grant')
          for (const { accessToken } of [next, last]) expect(await visitor.isAlive(accessToken)).toBe(false)
          expect(resultOf(await visitor.refresh(client, last.refreshToken))).toBe('400 invalid_grant')
        }
      },
    )

    test(
      `of a person who is blocked meanwhile brings nobody an answer that works, nor the former answer again, ${ROUNDS} times`,
      { timeout },
      async () => {
        for (let round = 0; round < ROUNDS; round += 1) {
          const user = await admin.createUser()
          const { refreshToken } = await visitor.obtainTokens(client, { user })
          const next = await refreshAtOnce(refreshToken)
          await admin.blockUser(user.username)
          const answers = await race(PARALLEL, () => visitor.refresh(client, refreshToken))
          expect(tally(answers.map(resultOf)), `the hubs complained: ${hubs.complaints()}`).toEqual({
            '400 invalid_grant': PARALLEL,
          })
          expect(await visitor.isAlive(next.accessToken)).toBe(false)
        }
      },
    )
  })
}
