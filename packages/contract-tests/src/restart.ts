import { describe, test } from './run/cases.ts'
import { expect } from './run/expect.ts'
import { expectAway, expectTokenError } from './expectations.ts'
import { tokensOf } from './flow/tokens.ts'
import type { Kit } from './kit.ts'

/** What a server remembers over a restart. */
export function restarting(kit: Kit): void {
  const { clients, admin } = kit.target
  const client = clients.firstParty

  describe('After a restart', () => {
    test('CODE-11, RT-12: used codes and rotated tokens are still known, and what was alive lives on', async () => {
      const user = await admin.createUser()
      const browser = kit.newBrowser()
      const options = { user, browser }
      const replayed = await kit.obtainTokens(client, options)
      const reused = await kit.obtainTokens(client, options)
      const second = tokensOf(await kit.refresh(client, reused.refreshToken))
      const third = tokensOf(await kit.refresh(client, second.refreshToken))
      const living = await kit.obtainTokens(client, options)
      const lost = await kit.obtainTokens(client, options)
      const lostAnswer = tokensOf(await kit.refresh(client, lost.refreshToken))
      const unused = await kit.obtainCode(client, options)
      const page = await kit.authorize(browser, clients.confidential)

      await admin.restart()

      expectTokenError(await kit.redeem(replayed.authorization), 'invalid_grant')
      expect(await kit.isAlive(replayed.accessToken)).toBe(false)
      expectTokenError(await kit.refresh(client, reused.refreshToken), 'invalid_grant')
      expect(await kit.isAlive(third.accessToken)).toBe(false)
      expectTokenError(await kit.refresh(client, third.refreshToken), 'invalid_grant')

      expect(await kit.isAlive(living.accessToken)).toBe(true)
      expect((await kit.refresh(client, living.refreshToken)).status).toBe(200)
      expect(tokensOf(await kit.refresh(client, lost.refreshToken)).refreshToken).toBe(lostAnswer.refreshToken)
      expect((await kit.redeem(unused)).status).toBe(200)
      expect(expectAway(await browser.decide(page, 'allow')).parameters.has('code')).toBe(true)
      expect(expectAway(await kit.authorize(browser, client, { prompt: 'none' })).parameters.has('code')).toBe(true)
    })
  })
}
