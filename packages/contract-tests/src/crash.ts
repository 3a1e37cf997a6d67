import { describe, test } from './run/cases.ts'
import { expect } from './run/expect.ts'
import { expectGrantRefused } from './expectations.ts'
import { tokensOf } from './flow/tokens.ts'
import type { Exchange } from './http/exchange.ts'
import { race } from './http/race.ts'
import type { Kit } from './kit.ts'

const inFlight = 50
const rounds = 2

/** What was acknowledged before the server was killed, and what was not. */
export function crashing(kit: Kit): void {
  const client = kit.target.clients.firstParty

  /** Sends all at once, kills the server when some were answered, and waits until it is back. */
  async function crashAmid(attempt: (index: number) => Promise<Exchange>): Promise<(Exchange | null)[]> {
    const some = Promise.withResolvers<void>()
    let answered = 0
    const attempts = race(inFlight, async (index) => {
      try {
        return await attempt(index)
      } catch {
        return null
      } finally {
        answered += 1
        if (answered >= inFlight / 4) some.resolve()
      }
    })
    await some.promise
    await kit.target.admin.crash()
    return attempts
  }

  describe('After a crash', () => {
    test(`OPS-01, CODE-10: of ${inFlight} redemptions under way none is lost or repeated, ${rounds} crashes`, async () => {
      await kit.obtainCode(client)
      for (let round = 0; round < rounds; round += 1) {
        const codes = await race(inFlight, () => kit.obtainCode(client))
        const answers = await crashAmid((index) => kit.redeem(codes[index] ?? expect.fail('a code is missing')))
        await race(inFlight, async (index) => {
          const authorization = codes[index] ?? expect.fail('a code is missing')
          const answer = answers[index] ?? null
          if (answer !== null)
            expect(await kit.isAlive(tokensOf(answer).accessToken), 'an acknowledged token').toBe(true)
          const again = await kit.redeem(authorization)
          if (answer !== null || again.status !== 200) expectGrantRefused(again)
          else expect(await kit.isAlive(tokensOf(again).accessToken)).toBe(true)
        })
      }
    })

    test(`OPS-01, RT-14: of ${inFlight} refreshes under way each client goes on with the old token or the new one`, async () => {
      await kit.obtainCode(client)
      const grants = await race(inFlight, () => kit.obtainTokens(client))
      const refreshToken = (index: number) => grants[index]?.refreshToken ?? ''
      const answers = await crashAmid((index) => kit.refresh(client, refreshToken(index)))
      await race(inFlight, async (index) => {
        const answer = answers[index] ?? null
        const again = tokensOf(await kit.refresh(client, refreshToken(index)))
        if (answer !== null) expect(again.refreshToken).toBe(tokensOf(answer).refreshToken)
        expect(await kit.isAlive(again.accessToken)).toBe(true)
        expect((await kit.refresh(client, again.refreshToken)).status).toBe(200)
      })
    })
  })
}
